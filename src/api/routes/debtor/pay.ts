import { type RequestHandler, Router } from 'express'
import type { DebtorPage } from '../../../contracts/debtor-page.js'
import { cents } from '../../../domain/money.js'
import { CANCELLED_PATH, PAID_PATH } from '../../../engine/channels.js'
import { qrSquares } from '../../../providers/qr-squares.js'
import { transferCode } from '../../../strategies/templates/transfer-code.js'
import { nextInstalment } from '../../../web/debtor/amounts.js'
import { plainPage } from '../../../web/debtor/entry-pages.js'
import { payPage, type TransferCode } from '../../../web/debtor/pay-page.js'
import { DEBTOR_PATH } from '../../debtor-session.js'
import { openCheckout } from '../../open-checkout.js'
import { outerFrame } from './frame.js'
import { formRoutes, type PageContext, send } from './pages.js'

const HOW = ['all', 'instalment', 'settlement', 'part'] as const
type How = (typeof HOW)[number]

/** Paying: by card on the provider's page, or by transfer; and the pages that the provider leads back to. */
export function payRoutes(pages: PageContext): Router[] {
  const { context } = pages
  const back = Router()
  back.get(PAID_PATH.slice(DEBTOR_PATH.length), returned(pages, 'paid'))
  back.get(CANCELLED_PATH.slice(DEBTOR_PATH.length), returned(pages, 'cancelled'))
  const form = formRoutes(pages, {
    path: '/pay',
    section: 'pay',
    done: '',
    show: ({ frame, page, key, state }) =>
      payPage(frame, page, { key, state, takesCards: context.payments !== null, transferCode: codeOf(page) }),
    read(reading, { page }) {
      const how = reading.oneOf('how', HOW)
      return how === 'part' ? reading.positive('amount') : sumOf(how, page)
    },
    async act(act, amountCents) {
      const { tenantId, fileId, key } = act
      return (await openCheckout(context, { tenantId, fileId, key, amountCents, consentHash: null })).url
    },
    fields: { 'payment-exceeds-balance': 'amount', 'provider-refused': 'amount' },
  })
  return [back, form]
}

/** What is paid, in cents. What is not there any more is all that is asked for. */
function sumOf(how: Exclude<How, 'part'>, page: DebtorPage): number {
  const instalment = nextInstalment(page)
  if (how === 'instalment' && instalment) return instalment.amountCents - instalment.paidCents
  if (how === 'settlement' && page.settlement?.state === 'approved') return page.settlement.amountCents
  return page.askedCents
}

function codeOf({ transfer, currency, askedCents }: DebtorPage): TransferCode | null {
  if (!transfer) return null
  const { iban, holder: name, reference: creditorReference } = transfer
  const text = transferCode({ sender: { iban, name }, currency, amountCents: cents(askedCents), creditorReference })
  return text === null ? null : qrSquares(text)
}

/** A payer may come back by another browser than it left by: the page says nothing of the file. */
function returned({ context, assets }: PageContext, how: 'paid' | 'cancelled'): RequestHandler {
  return (request, response) => {
    const frame = outerFrame(assets, request)
    const { t } = frame
    const debtor = context.sessions.read(request, response, context.now())
    const way = { href: `${DEBTOR_PATH}/${how === 'cancelled' ? 'pay' : 'file'}`, label: how === 'cancelled' ? t.pay.title : t.back }
    const text = how === 'paid' ? [t.paid.text, t.paid.receipt, ...(debtor ? [] : [t.paid.close])] : [t.cancelled.text]
    send(response, plainPage(frame, t[how].title, text, debtor ? way : null))
  }
}
