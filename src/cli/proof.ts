import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { CommandError } from './output.js'

interface ProofOptions {
  proof?: string
  proofSha256?: string
}

/** What shows that it is so, as the API takes it. @throws CommandError where the file cannot be read */
export function proofOf({ proof, proofSha256 }: ProofOptions): { proof?: { name: string; base64: string }; proofSha256?: string } {
  return {
    ...(proof !== undefined && { proof: { name: basename(proof), base64: base64Of(proof) } }),
    ...(proofSha256 !== undefined && { proofSha256 }),
  }
}

function base64Of(path: string): string {
  try {
    return readFileSync(path).toString('base64')
  } catch {
    throw new CommandError(`${path} cannot be read.`)
  }
}
