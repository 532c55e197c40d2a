import type { Request, Router } from 'express'
import type { FormState, PlanDraftPage } from '../../../contracts/debtor-page.js'
import { DomainError } from '../../../domain/errors.js'
import { addDays } from '../../../domain/legal-day.js'
import { type PlanWish, proposePlan, simulatePlan } from '../../../store/payment-plan.js'
import { planPage } from '../../../web/debtor/plan-page.js'
import { DEBTOR_PATH } from '../../debtor-session.js'
import { askToSignPlan } from '../../plan-signature.js'
import { formRoutes, type PageContext, type Shown } from './pages.js'
import { Reading } from './reading.js'

const EVERY = ['week', 'two-weeks', 'month'] as const
const METHODS = ['by-debtor', 'direct-debit', 'card'] as const
const FEWEST = 2
const MOST = 60
/** Days from today to the day that is proposed to begin on. */
const BEGINS_AFTER_DAYS = 14

/** A payment plan: reckoned by a GET, which writes nothing; proposed by a POST; signed by a link that a POST makes. */
export function planRoutes(pages: PageContext): Router[] {
  return [signing(pages), proposing(pages)]
}

/** What was offered is signed: whoever is in is led to the paper, and the code goes to the debtor's own telephone all the same. */
function signing(pages: PageContext): Router {
  return formRoutes(pages, {
    path: '/plan/sign',
    section: 'file',
    done: 'plan',
    show: (shown) => showPlan(pages, shown),
    read: () => null,
    async act({ actor }, _said, _files, { debtor, page }) {
      const { token } = await askToSignPlan(pages.context, debtor, page.plan?.id ?? '', actor)
      return `${DEBTOR_PATH}/sign/${token}`
    },
  })
}

async function showPlan(pages: PageContext, shown: Shown): Promise<string> {
  const { frame, page, key } = shown
  const firstOn = addDays(page.today, BEGINS_AFTER_DAYS)
  const { state, draft } = await drafted(pages, shown)
  return planPage(frame, page, { key, state, draft, firstOn })
}

function proposing(pages: PageContext): Router {
  const { db } = pages.context
  return formRoutes(pages, {
    path: '/plan',
    section: 'file',
    done: 'plan',
    show: (shown) => showPlan(pages, shown),
    read: readWish,
    act: async (act, wish) => void (await proposePlan(db, act, wish)),
    fields: { 'plan-days-wrong': 'firstOn', 'card-missing': 'method', 'debit-mandate-unknown': 'method' },
  })
}

function readWish(reading: Reading): PlanWish {
  return {
    instalments: reading.whole('instalments', FEWEST, MOST),
    firstOn: reading.day('firstOn'),
    every: reading.oneOf('every', EVERY),
    method: reading.oneOf('method', METHODS),
  }
}

interface Drafted {
  state: FormState
  draft: PlanDraftPage | null
}

/** What is wished for with what it comes to, where something is wished for. */
async function drafted({ context }: PageContext, { request, debtor, frame, state }: Shown): Promise<Drafted> {
  if (request.method !== 'GET') return { state, draft: null }
  const values = queryOf(request)
  const reading = new Reading(values, frame.t)
  // What a proposal leads here with is half of a wish: the rest is filled in first.
  if (values.see === undefined) return { state: { values, faults: [] }, draft: null }
  const wish = readWish(reading)
  if (!reading.isGood) return { state: reading.state, draft: null }
  try {
    return { state: reading.state, draft: await simulatePlan(context.db, debtor, wish, context.now()) }
  } catch (error) {
    const message = error instanceof DomainError ? frame.t.problems[error.code] : undefined
    if (message === undefined) throw error
    const field = (error as DomainError).code === 'plan-days-wrong' ? 'firstOn' : ''
    return { state: { ...reading.state, faults: [{ field, message }] }, draft: null }
  }
}

const queryOf = ({ query }: Request) =>
  Object.fromEntries(
    Object.entries(query).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && !['lang', 'done'].includes(entry[0]),
    ),
  )
