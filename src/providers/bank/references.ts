/** What banks write where there is no reference, or where it stands elsewhere. */
const NO_REFERENCE = /^(NOT ?PROVIDED|NOTAVAIL(ABLE)?|NONREF|NONE|[EPK]REF|N\/?A|0+|-+)$/i

/** Null for a text that stands for no reference. */
export const realReference = (text: string | null): string | null => (text === null || NO_REFERENCE.test(text) ? null : text)
