import type { SignatureEvidence } from '../../domain/signature.js'
import { type Paper, renderPaperPdf } from '../paper-pdf.js'

/** `22/11/2026 à 14:05:09 UTC`: an instant that says its own clock. */
function instant(at: string): string {
  const [day = '', time = ''] = at.split('T')
  return `${day.split('-').reverse().join('/')} à ${time.slice(0, 8)} UTC`
}

/** The page that proves a signature, as PDF: what was signed, by whom, when, how, and which words were agreed to. */
export function evidencePaper(evidence: SignatureEvidence): Promise<Uint8Array<ArrayBuffer>> {
  return renderPaperPdf(pageOf(evidence))
}

function pageOf(evidence: SignatureEvidence): Paper {
  const { signer, title, documentSha256, consent, codeSentAt, codeSentTo, signedAt, address, browser } = evidence
  return {
    language: 'fr',
    date: signedAt.slice(0, 10),
    author: signer,
    title: 'Page de preuve de la signature électronique',
    reference: `SHA-256 ${documentSha256.slice(0, 16)}…`,
    sections: [
      {
        title: 'Document signé',
        blocks: [
          {
            kind: 'terms',
            rows: [
              ['Document', title],
              ['Empreinte SHA-256', documentSha256],
            ],
          },
        ],
      },
      {
        title: 'Signature',
        blocks: [
          {
            kind: 'terms',
            rows: [
              ['Signataire', signer],
              ['Signé le', instant(signedAt)],
              ['Code à usage unique', `envoyé au signataire (${codeSentTo}) le ${instant(codeSentAt)}, puis saisi par lui`],
              ['Adresse du réseau', address],
              ['Navigateur', browser],
            ],
          },
          { kind: 'paragraph', text: `Le signataire a déclaré : « ${consent} »` },
          {
            kind: 'paragraph',
            text: 'L’empreinte est celle des pages qui précèdent, telles qu’elles ont été présentées à la signature ; le fichier d’origine est conservé avec elle.',
          },
        ],
      },
    ],
  }
}
