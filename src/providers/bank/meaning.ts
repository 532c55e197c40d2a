/** What a bank's code of a booking says beyond its direction. */
export type Meaning = 'return' | 'reversal' | 'charge'
