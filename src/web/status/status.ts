import { Health } from '../../contracts/health.js'

const REFRESH_MS = 3000

function show(health: Health): void {
  const summary = document.getElementById('summary')
  const list = document.getElementById('parts')
  if (!summary || !list) return
  summary.textContent = health.healthy ? 'Everything is running.' : 'Not everything is running: see below.'
  list.replaceChildren(
    ...health.parts.flatMap(({ name, healthy, detail }) => {
      const term = document.createElement('dt')
      const text = document.createElement('dd')
      term.textContent = name
      text.textContent = detail
      text.dataset.healthy = String(healthy)
      return [term, text]
    }),
  )
}

async function refresh(): Promise<void> {
  try {
    const response = await fetch('/health')
    show(Health.parse(await response.json()))
  } catch {
    show({ healthy: false, parts: [{ name: 'api', healthy: false, detail: 'does not answer' }] })
  }
}

void refresh()
setInterval(() => void refresh(), REFRESH_MS)
