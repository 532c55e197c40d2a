/** As what somebody is held for a claim. A `debtor` brought it here; the others owe it besides, each on a file of its own. */
export type Liability = 'debtor' | 'co-debtor' | 'guarantor'
