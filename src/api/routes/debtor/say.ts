import type { Router } from 'express'
import { viewDebtorThread, viewHelp } from '../../../store/debtor-page.js'
import { openDispute } from '../../../store/dispute.js'
import { stateMeans } from '../../../store/means.js'
import { assertPayment } from '../../../store/payment-assertion.js'
import { changePreferences } from '../../../store/preferences.js'
import { promiseToPay } from '../../../store/promise.js'
import { receivePageMessage } from '../../../store/thread.js'
import { messagesPage, preferencesPage } from '../../../web/debtor/keep-pages.js'
import { disputePage, meansPage, paidAlreadyPage, promisePage } from '../../../web/debtor/say-pages.js'
import { languageOf } from './frame.js'
import { formRoutes, type PageContext } from './pages.js'

const origin = 'page' as const

/** What a debtor says on its page: each is kept once, whatever a browser sends twice. */
export function sayRoutes(pages: PageContext): Router[] {
  return [promise(pages), paidAlready(pages), dispute(pages), means(pages), messages(pages), preferences(pages)]
}

function promise(pages: PageContext): Router {
  return formRoutes(pages, {
    path: '/promise',
    section: 'file',
    done: 'promise',
    show: ({ frame, page, ...input }) => promisePage(frame, page, input),
    read: (reading) => ({ amountCents: reading.positive('amount'), payBy: reading.day('payBy') }),
    act: async (act, said) => void (await promiseToPay(pages.context.db, act, { ...said, origin })),
    fields: { 'payment-exceeds-balance': 'amount', 'promise-day-far': 'payBy', 'day-impossible': 'payBy' },
  })
}

const MEANS = ['transfer', 'card', 'cheque', 'cash', 'direct-debit', 'other'] as const
const PAID_TO = ['creditor', 'agency', 'unknown'] as const

function paidAlready(pages: PageContext): Router {
  return formRoutes(pages, {
    path: '/paid-already',
    section: 'file',
    takesFiles: true,
    done: 'paid-already',
    show: ({ frame, page, ...input }) => paidAlreadyPage(frame, page, input),
    read: (reading) => ({
      amountCents: reading.optionalAmount('amount'),
      paidOn: reading.optionalDay('paidOn'),
      means: reading.oneOf('means', MEANS),
      paidTo: reading.oneOf('paidTo', PAID_TO),
      words: reading.optionalText('words'),
    }),
    act: async (act, said, proof) => void (await assertPayment(pages.context.db, act, { ...said, proof, origin })),
    fields: { 'day-impossible': 'paidOn' },
  })
}

const REASONS = ['not-ordered', 'not-delivered', 'defective', 'price', 'paid', 'other'] as const

function dispute(pages: PageContext): Router {
  return formRoutes(pages, {
    path: '/dispute',
    section: 'file',
    takesFiles: true,
    done: 'dispute',
    show: ({ frame, page, ...input }) => disputePage(frame, page, input),
    read: (reading) => ({
      claim: reading.text('claim'),
      reason: reading.oneOf('reason', REASONS),
      contestedCents: reading.oneOf('how', ['all', 'part']) === 'part' ? reading.positive('amount') : null,
      words: reading.text('words'),
    }),
    act: async (act, said, documents) => void (await openDispute(pages.context.db, act, { ...said, documents, origin })),
    fields: { 'claim-unknown': 'claim', 'claim-settled': 'claim', 'dispute-open': 'claim', 'contested-exceeds-claim': 'amount' },
  })
}

const MOST_DEPENDANTS = 20

function means(pages: PageContext): Router {
  const { db } = pages.context
  return formRoutes(pages, {
    path: '/means',
    section: 'file',
    done: 'means',
    async show({ frame, page, request, debtor, ...input }) {
      const help = await viewHelp(db, debtor, page.owedCents, languageOf(request, page))
      return meansPage(frame, page, help, input)
    },
    read: (reading) => ({
      incomeCents: reading.amount('income'),
      housingCents: reading.amount('housing'),
      otherChargesCents: reading.amount('other'),
      debtsCents: reading.amount('debts'),
      dependants: reading.whole('dependants', 0, MOST_DEPENDANTS),
      words: reading.optionalText('words'),
    }),
    async act(act, said) {
      await stateMeans(db, act, said, origin)
      return '/d/means?done=means'
    },
  })
}

function messages(pages: PageContext): Router {
  const { db } = pages.context
  return formRoutes(pages, {
    path: '/messages',
    section: 'messages',
    takesFiles: true,
    done: 'message',
    async show({ frame, debtor, ...input }) {
      return messagesPage(frame, await viewDebtorThread(db, debtor), input)
    },
    read: (reading) => reading.text('text'),
    async act(act, text, documents) {
      await receivePageMessage(db, act, text, documents)
      return '/d/messages?done=message'
    },
    fields: { 'request-invalid': 'text' },
  })
}

function preferences(pages: PageContext): Router {
  return formRoutes(pages, {
    path: '/preferences',
    section: 'preferences',
    done: 'preferences',
    show: ({ frame, page, ...input }) => preferencesPage(frame, page, input),
    read(reading) {
      const channel = reading.oneOf('channel', ['', 'letter', 'sms', 'email'])
      return {
        language: reading.oneOf('language', ['fr', 'en']),
        channel: channel === '' ? null : channel,
        sms: reading.has('sms'),
        email: reading.has('email'),
      }
    },
    async act(act, said, _files, { page }) {
      // Who is written to in a language that these pages have not is so still, unless it chooses another.
      const language = said.language === page.preferences.language ? page.debtor.language : said.language
      await changePreferences(pages.context.db, act, { ...said, language })
      return '/d/preferences?done=preferences'
    },
  })
}
