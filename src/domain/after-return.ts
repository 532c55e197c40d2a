/**
 * What a creditor may do after a direct debit came back. `again`: another debit under the same mandate, announced anew.
 * `new-account`, `new-mandate`: once the debtor has given one. `ask`: nobody but the debtor can say. `never`: not by direct debit.
 */
export type AfterReturn = 'again' | 'new-account' | 'new-mandate' | 'ask' | 'never'
