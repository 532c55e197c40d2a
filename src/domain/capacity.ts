/** What a debtor owes a claim as; undecided means the consumer's rules. */
export const CAPACITIES = ['consumer', 'non-professional', 'trader', 'professional', 'sole-trader', 'public-body', 'undecided'] as const
export type Capacity = (typeof CAPACITIES)[number]

/** What a claim is for, where the law looks at it. */
export const CLAIM_CATEGORIES = ['goods-and-services', 'rent', 'telecoms', 'energy', 'water', 'loan', 'consumer-credit', 'other'] as const
export type ClaimCategory = (typeof CLAIM_CATEGORIES)[number]

/**
 * The bodies of rules that a law pack knows debtors by. `business`: professionals among themselves. `public`: buyers under
 * public procurement law. `civil`: neither professional nor consumer, such as an association or a co-ownership.
 */
export const REGIMES = ['business', 'public', 'civil', 'consumer'] as const
export type Regime = (typeof REGIMES)[number]
