/** Account statements of CFONB in records of 120 characters, from plain values. Sums are of two decimals unless they say otherwise. */

export interface CfonbMovement {
  amountCents: number
  /** Interbank operation code. */
  operation?: string
  bookedOn: string
  valueOn?: string
  rejection?: string
  label?: string
  reference?: string
  /** Qualifier and text. */
  complements?: readonly (readonly [string, string])[]
}

export interface CfonbAccount {
  bank?: string
  branch?: string
  account?: string
  currency?: string
  decimals?: number
  openedOn: string
  closedOn: string
  openingCents: number
  /** What opening and movements make, unless given. */
  closingCents?: number
  movements: readonly CfonbMovement[]
}

/** The records of accounts, each as a line. */
export function cfonb(...accounts: readonly CfonbAccount[]): string[] {
  return accounts.flatMap((account) => {
    const { openedOn, closedOn, openingCents, movements } = account
    const closingCents = account.closingCents ?? movements.reduce((total, { amountCents }) => total + amountCents, openingCents)
    return [
      balance('01', account, openedOn, openingCents),
      ...movements.flatMap((each) => movementLines(account, each)),
      balance('07', account, closedOn, closingCents),
    ]
  })
}

/** The lines as a file; without line ends where the bank writes none. */
export const cfonbFile = (lines: readonly string[], lineEnd = '\r\n'): Uint8Array => new TextEncoder().encode(lines.join(lineEnd))

function header(type: string, account: CfonbAccount): string {
  const { bank = '30006', branch = '00001', account: number = '12345678901', currency = 'EUR', decimals = 2 } = account
  return `${type}${bank}    ${branch}${currency}${decimals} ${number}`
}

const balance = (type: string, account: CfonbAccount, on: string, cents: number) =>
  `${header(type, account)}  ${ddmmyy(on)}${' '.repeat(50)}${overpunched(cents)}`.padEnd(120)

function movementLines(account: CfonbAccount, movement: CfonbMovement): string[] {
  const { amountCents, operation = '05', bookedOn, valueOn, rejection = '', label = '', reference = '', complements = [] } = movement
  const days = `${ddmmyy(bookedOn)}${rejection.padEnd(2)}${valueOn ? ddmmyy(valueOn) : '      '}`
  const line = `${header('04', account)}${operation}${days}${label.padEnd(32).slice(0, 32)} 000000000${overpunched(amountCents)}${reference.padEnd(16)}`
  const others = complements.map(([qualifier, text]) =>
    `${header('05', account)}${operation}${ddmmyy(bookedOn)}     ${qualifier}${text}`.padEnd(120),
  )
  return [line, ...others]
}

const ddmmyy = (day: string) => `${day.slice(8, 10)}${day.slice(5, 7)}${day.slice(2, 4)}`

/** Thirteen digits and one that bears the sign. */
export function overpunched(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(14, '0')
  const last = Number(digits.slice(-1))
  return digits.slice(0, -1) + (cents < 0 ? '}JKLMNOPQR' : '{ABCDEFGHI').charAt(last)
}
