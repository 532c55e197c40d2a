/** Windows-1252 where it differs from Latin-1: the bytes 0x80 to 0x9F; five of them are unassigned and stay as they are. */
const DIFFERENT = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** A text of Windows-1252 that was read as Latin-1. By a table of our own: some versions of Node take one for the other. */
export const windows1252OfLatin1 = (text: string): string =>
  text.replace(/[\u0080-\u009f]/g, (character) => DIFFERENT[character.charCodeAt(0) - 0x80] ?? character)
