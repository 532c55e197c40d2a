import type { Response } from 'express'

/** What is sent of a kept file: never what it is, only its name and bytes. */
export interface Download {
  name: string
  bytes: Uint8Array
}

/**
 * Sends a kept file to be saved, and never to be shown: whatever it is, a browser neither renders it nor guesses its kind, runs nothing of
 * it, and lets no other site have it. A PDF with a script, or an SVG, can do no harm where it comes from.
 */
export function sendUpload(response: Response, { name, bytes }: Download): void {
  response.attachment(name)
  response.set({
    'Content-Type': 'application/octet-stream',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  })
  response.send(Buffer.from(bytes))
}
