import type { Format } from './format.js'
import type { Texts } from './fr.js'
import { type Content, type Html, html } from './html.js'

/** Names of the sections, in the order of the menu. */
export const SECTIONS = ['file', 'pay', 'messages', 'documents', 'preferences', 'rights'] as const
export type Section = (typeof SECTIONS)[number]

/** What every page is made with. */
export interface Frame {
  t: Texts
  format: Format
  /** Address of the page, without its query: the other language is the same page. */
  path: string
  /** What of the query stays when the language is changed, as `&name=value` pairs. */
  query: string
  /** Addresses of the style sheet and of the script, which change with what is in them. */
  assets: { style: string; script: string }
  /** Who is in; null on pages that anybody may see. */
  inside: { sender: string; csrf: string; section: Section | null } | null
  /** A sentence that says what was done just now. */
  notice: string | null
}

/** A whole page. @param title what the tab shows and the heading says */
export function layout(frame: Frame, title: string, content: Content): string {
  const { t, inside, notice, assets } = frame
  const name = inside?.sender ?? t.site
  return html`<!doctype html>
<html lang="${t.code}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light">
<title>${title} – ${name}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assets.style}">
<script type="module" src="${assets.script}"></script>
</head>
<body>
<a class="skip" href="#content">${t.skip}</a>
<header class="top">
<div class="bar">
<p class="brand">${name}</p>
<a class="language" href="${frame.path}?lang=${t.other.code}${frame.query}" lang="${t.other.code}" hreflang="${t.other.code}" aria-label="${t.other.label}">${t.other.name}</a>
</div>
${inside && menu(frame, inside)}
</header>
<main id="content" tabindex="-1">
${notice !== null && html`<div class="notice done" role="status"><p>${notice}</p></div>`}
${content}
</main>
<footer><p>${t.footer}</p></footer>
</body>
</html>
`.text
}

function menu({ t }: Frame, { section, csrf }: NonNullable<Frame['inside']>): Html {
  return html`<nav aria-label="${t.menu}">
<ul>
${SECTIONS.map((name) => html`<li><a href="/d/${name}"${name === section && html` aria-current="page"`}>${t.nav[name]}</a></li>`)}
<li class="leave"><form method="post" action="/d/leave"><input type="hidden" name="csrf" value="${csrf}"><button class="link">${t.leave}</button></form></li>
</ul>
</nav>`
}

/** The heading of a section's own page, with the way back. */
export function heading({ t }: Frame, title: string, lead: Content = null): Html {
  return html`<p class="back"><a href="/d/file">${t.back}</a></p>
<h1>${title}</h1>
${lead && html`<p class="lead">${lead}</p>`}`
}
