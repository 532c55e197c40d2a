import { Health } from '../../contracts/health.js'

const REFRESH_MS = 3000

type Part = Health['parts'][number]

function show({ healthy, parts }: Health): void {
  const ill = parts.filter((part) => !part.healthy).map(({ name }) => name)
  announce(healthy, healthy ? 'Everything is running.' : `Not everything is running: look at ${ill.join(', ')}.`)
  document.getElementById('parts')?.replaceChildren(...parts.map(row))
}

/** Only what is new: a screen reader says it each time. */
function announce(healthy: boolean, text: string): void {
  const summary = document.getElementById('summary')
  if (!summary || summary.textContent === text) return
  summary.textContent = text
  summary.dataset.healthy = String(healthy)
}

/** In words as well as in colour. */
function row({ name, healthy, detail }: Part): HTMLElement {
  const line = document.createElement('div')
  line.dataset.healthy = String(healthy)
  const term = document.createElement('dt')
  const description = document.createElement('dd')
  const state = document.createElement('strong')
  term.textContent = name
  state.textContent = healthy ? '✔ healthy' : '✘ not healthy'
  description.append(state, detail)
  line.append(term, description)
  return line
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
