import { expect } from 'vitest'
import { eventually } from '../support/eventually.js'
import type { OwnStack, SeenFile } from '../support/own-stack.js'

/** Past the opening letter and before the second one. */
const DAYS = 14

/** The file's first letter goes out when its day comes, whatever has happened before: once. */
export async function expectItGoesOn(stack: OwnStack, file: SeenFile): Promise<void> {
  expect(stack.letters(file)).toHaveLength(0)
  await eventually(() => stack.forward(file, DAYS)) // “try again” while the file has not been told of its opening
  await eventually(async () => {
    const { contacts } = await stack.view(file)
    expect(contacts.map(({ step, state }) => `${step} ${state}`)).toEqual(['opening-letter sent'])
  })
  expect(stack.letters(file)).toHaveLength(1)
}
