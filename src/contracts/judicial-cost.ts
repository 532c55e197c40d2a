import { z } from 'zod'
import { amountCents, currency, day, text } from './fields.js'

const BEARERS = ['creditor', 'loser', 'debtor'] as const
const PARTY = z.enum(['creditor', 'debtor'])

export const JudicialCostView = z
  .object({
    id: z.uuid(),
    proceeding: z.uuid(),
    procedure: z.string(),
    code: z.string(),
    /** Day on which it fell due. */
    on: z.iso.date(),
    amountCents: z.int(),
    /** `creditor`: always. `loser`: the debtor, once there is a title. `debtor`: of an enforcement. */
    bearer: z.enum(BEARERS),
    /** On whose account it stands before there is a title, with one, and now. */
    before: PARTY,
    after: PARTY,
    now: PARTY,
    /** Whether somebody has billed it; else it is what the law or the tenant's own tariff says. */
    billed: z.boolean(),
    source: z.string(),
    /** Day on which it was put on the debtor's account. */
    chargedOn: z.iso.date().nullable(),
    /** Day on which it was taken off that account, for no title bears it any more; the creditor bears it since. */
    cancelledOn: z.iso.date().nullable(),
  })
  .meta({ id: 'JudicialCost' })
export type JudicialCostView = z.infer<typeof JudicialCostView>

export const JudicialCosts = z
  .object({
    currency,
    costs: z.array(JudicialCostView),
    totalCents: z.int(),
    /** What stands with the creditor now, and on the debtor's account. */
    creditorCents: z.int(),
    debtorCents: z.int(),
    /** Of what stands with the creditor: what a title would put on the debtor. */
    withTitleCents: z.int(),
    /** Costs that have fallen due and that nobody has put a sum to. */
    open: z.array(z.object({ proceeding: z.uuid(), code: z.string(), on: z.iso.date() })),
  })
  .meta({ id: 'JudicialCosts' })
export type JudicialCosts = z.infer<typeof JudicialCosts>

export const CostTariffBody = z
  .strictObject({
    country: z.string().regex(/^[A-Z]{2}$/),
    code: text(60),
    /** First day on which it counts. */
    from: day,
    amountCents,
    source: text(300),
  })
  .meta({
    id: 'NewCostTariff',
    example: { country: 'FR', code: 'clerk', from: '2026-01-01', amountCents: 35_21, source: 'greffe du tribunal de commerce de Nancy' },
  })

export const CostTariffQuery = z.strictObject({ country: z.string().length(2).toUpperCase().optional() })

export const CostTariffView = z
  .object({
    country: z.string(),
    code: z.string(),
    procedures: z.array(z.string()),
    from: z.iso.date().nullable(),
    amountCents: z.int().nullable(),
    bearer: z.enum(BEARERS),
    source: z.string().nullable(),
    /** Whether it counts: a sum that no source confirms does so only once it is entered. */
    counts: z.boolean(),
    /** Who has entered it; null for what ships. */
    actor: z.string().nullable(),
  })
  .meta({ id: 'CostTariff' })
export type CostTariffView = z.infer<typeof CostTariffView>

export const CostTariffList = z.object({ tariffs: z.array(CostTariffView) }).meta({ id: 'CostTariffList' })
export type CostTariffList = z.infer<typeof CostTariffList>
