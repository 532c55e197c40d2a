import type { RepresentativeBody } from '../contracts/situation.js'
import type { Representative } from '../domain/situation.js'
import type { Upload } from '../store/file-act.js'

/** The file that came with a request, as it was sent. */
export const proofIn = ({ proof }: { proof?: { name: string; base64: string } | undefined }): Upload | null =>
  proof === undefined ? null : { name: proof.name, bytes: new Uint8Array(Buffer.from(proof.base64, 'base64')) }

/** Who is written to in the debtor's place, with what is not known of them. */
export const representativeIn = ({ representative }: { representative?: RepresentativeBody | undefined }): Representative | null =>
  representative === undefined
    ? null
    : {
        name: representative.name,
        lines: representative.lines,
        postcode: representative.postcode ?? null,
        city: representative.city ?? null,
        email: representative.email ?? null,
      }
