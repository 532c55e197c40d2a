import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AdmissionList } from '../../src/contracts/admission.js'
import { ImportReport } from '../../src/contracts/debt-file.js'
import { ListImportReport } from '../../src/contracts/list-import.js'
import { workbook } from '../imports/workbook.js'
import type { TestStack } from '../support/stack.js'
import {
  type Caller,
  CREDITOR,
  claim,
  creditorBody,
  debtor,
  joinAgency,
  letters,
  mandateBody,
  openBody,
  problemIn,
  viewIn,
} from './caller.js'

/**
 * What is taken in charge, what goes back to its creditor and why, what had happened before, and how lists are read. Every file
 * begins on 5 January 2026.
 */

let stack: TestStack
let api: Caller

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
})
afterAll(() => stack.close())

const SHA256 = 'a'.repeat(64)
const proven = (changes: Record<string, unknown> = {}) =>
  claim({ dueDate: '2025-12-05', capacity: 'trader', documents: [{ name: 'f.pdf', kind: 'invoice', sha256: SHA256 }], ...changes })
const number = () => `F-${randomUUID()}`
const refused = async (creditor = CREDITOR, state = 'refused') =>
  AdmissionList.parse(await api.get(`/v1/creditors/${creditor}/admissions?state=${state}&limit=200`)).admissions
const refusedOf = async (reference: string, ...how: Parameters<typeof refused>) =>
  (await refused(...how)).filter(({ claims }) => claims.includes(reference))
const problemOf = async (changes: Record<string, unknown>, key?: string) => problemIn(await api.post('/v1/files', openBody(changes), key))
const fieldsOf = ({ code, faults = [] }: { code: string; faults?: { field: string }[] | undefined }) => [
  code,
  ...faults.map(({ field }) => field),
]

/** Another creditor of the agency, whose mandate asks for what it is told. */
async function creditorAskingFor(...requires: string[]): Promise<string> {
  const reference = `creditor-${randomUUID()}`
  await api.made('/v1/creditors', creditorBody({ reference }))
  await api.made(`/v1/creditors/${reference}/mandates`, mandateBody())
  await stack.db.mandate.updateMany({ where: { creditor: { reference } }, data: { requires } })
  return reference
}

/** A debtor that is known by its SIREN, and in insolvency proceedings. */
async function insolventDebtor(siren: string, ...proceedings: string[]) {
  const { id } = await api.open({ debtor: debtor({ siren }) })
  const { debtorId: partyId } = await stack.db.debtFile.findUniqueOrThrow({ where: { id } })
  for (const [index, proceeding] of proceedings.entries()) {
    const notice = { register: 'bodacc', noticeId: randomUUID(), publishedOn: new Date(`2025-12-${10 + index}`), state: 'confirmed' }
    await stack.db.insolvencyNotice.create({ data: { id: randomUUID(), tenantId: stack.tenantId, partyId, proceeding, ...notice } })
  }
}

describe('a file that is not taken in charge', () => {
  it('is refused with a fault for each reason', async () => {
    const creditor = await creditorAskingFor('due', 'capacity', 'proof')
    const claims = [
      proven({ disputed: true, disputeReason: 'price' }),
      proven({ dueDate: '2026-01-06' }),
      proven({ capacity: undefined }),
      proven({ documents: [] }),
      proven({ dueDate: '2019-01-05' }),
      proven({ directPayments: [{ reference: 'D', on: '2026-01-06', amountCents: 1 }] }),
    ]
    const problem = await problemOf({ creditor, claims })
    expect(fieldsOf(problem)).toEqual([
      'claim-not-admitted',
      'claims.0.disputed',
      'claims.1.dueDate',
      'claims.2.capacity',
      'claims.3.documents',
      'claims.4.dueDate',
      'claims.5.directPayments.0',
    ])
    expect(problem.faults?.[4]?.message).toBe(
      'the last day to sue for it was 2024-01-05: send what interrupted or suspended its limitation, with its proof, or withdraw it (Code de commerce L110-4)',
    )
  })

  it('goes back to its creditor, once for its key, until it is opened', async () => {
    const reference = number()
    const key = randomUUID()
    const disputed = { claims: [proven({ reference, disputed: true })], debtor: debtor({ name: 'Garage Durand' }) }
    for (const _ of [1, 2]) expect(await problemOf(disputed, key)).toMatchObject({ status: 422, code: 'claim-not-admitted' })
    expect(await refusedOf(reference)).toMatchObject([
      { claims: [reference], debtor: 'Garage Durand', reasons: [{ rule: 'disputed', claim: reference }], openedAt: null },
    ])
    viewIn(await api.post('/v1/files', openBody({ ...disputed, claims: [proven({ reference })] }), key))
    expect(await refusedOf(reference)).toEqual([])
    expect(await refusedOf(reference, CREDITOR, 'opened')).toMatchObject([{ claims: [reference], openedAt: expect.any(String) }])
  })

  it('is in charge once all its invoices are, under whatever key', async () => {
    const [one, other] = [number(), number()]
    await problemOf({ claims: [proven({ reference: one, disputed: true }), proven({ reference: other })] })
    await api.open({ claims: [proven({ reference: one })] })
    expect(await refusedOf(one)).toHaveLength(1)
    await api.open({ claims: [proven({ reference: other })] })
    expect(await refusedOf(one)).toEqual([])
  })

  it('is another creditor’s and another agency’s secret', async () => {
    const { stack: other, api: stranger } = await joinAgency()
    const answer = await stranger.get<AdmissionList>(`/v1/creditors/${CREDITOR}/admissions`)
    expect(answer).toEqual({ admissions: [], next: null })
    expect(await refused(await creditorAskingFor())).toEqual([])
    await other.close()
  })

  it('stands in a file for a spreadsheet, a line for each reason', async () => {
    const creditor = await creditorAskingFor('proof')
    await problemOf({ creditor, claims: [claim({ reference: '=F-1', dueDate: '2026-01-01', disputed: true })] })
    const { text, headers } = await api.ask('GET', `/v1/creditors/${creditor}/admissions.csv?state=refused`)
    expect(headers.get('content-type')).toMatch(/^text\/csv/)
    const [head, ...lines] = text.trim().split('\r\n')
    expect(head).toBe('invoice;debtor;refused;taken in charge;rule;missing;source')
    expect(lines.map((line) => line.split(';').filter((_, at) => [0, 1, 4].includes(at)))).toEqual([
      ["'=F-1", 'Garage Martin', 'disputed'],
      ["'=F-1", 'Garage Martin', 'proof'],
    ])
  })

  it('is listed page by page', async () => {
    const creditor = await creditorAskingFor()
    for (const reference of ['A', 'B', 'C']) await problemOf({ creditor, claims: [proven({ reference, disputed: true })] })
    const first = await api.get<AdmissionList>(`/v1/creditors/${creditor}/admissions?limit=2`)
    const second = await api.get<AdmissionList>(`/v1/creditors/${creditor}/admissions?limit=2&cursor=${first.next}`)
    expect([first, second].map(({ admissions }) => admissions.map(({ claims }) => claims[0]))).toEqual([['C', 'B'], ['A']])
    expect(second.next).toBeNull()
  })
})

describe('an invoice that is in charge already', () => {
  it('is found under another spelling, and by debtor, sum, due date and digits', async () => {
    const creditor = await creditorAskingFor()
    const known = debtor({ customerReference: 'C-1' })
    await api.open({ creditor, debtor: known, claims: [proven({ reference: 'FA-2025-0042' })] })
    const again = (reference: string, changes: object = {}) =>
      api.post('/v1/files', openBody({ creditor, debtor: known, claims: [proven({ reference, ...changes })] }))
    for (const reference of ['fa 2025/42', 'FA20250042', 'VTE-2025-42']) {
      expect(fieldsOf(problemIn(await again(reference)))).toEqual(['claim-not-admitted', 'claims.0.reference'])
    }
    expect(problemIn(await again('FA-2025-0042')).code).toBe('claim-duplicate')
    viewIn(await again('FA-2025-0043'))
    viewIn(await again('fa 2025/42', { notADuplicateOf: ['FA-2025-0042'] }))
  })

  it('is found by a batch in one of its own files', async () => {
    const creditor = await creditorAskingFor()
    const files = ['F-1', 'f 001', 'F-2'].map((reference) => ({
      key: randomUUID(),
      file: openBody({ creditor, claims: [proven({ reference })] }),
    }))
    const report = ImportReport.parse(await api.made('/v1/imports/files', { files }))
    expect(report.files.map(({ outcome, code }) => code ?? outcome)).toEqual(['opened', 'claim-not-admitted', 'opened'])
    expect(report.files[1]?.faults).toMatchObject([{ field: 'claims.0.reference', message: expect.stringContaining('invoice F-1') }])
  })
})

describe('a debtor in insolvency proceedings', () => {
  it.each([
    ['552100554', ['liquidation'], 'debtor-insolvent'],
    ['542065479', ['reorganisation', 'closure'], null],
    ['732829320', ['other'], null],
  ])('%s: %j', async (siren, proceedings, code) => {
    await insolventDebtor(siren, ...proceedings)
    const answer = await api.post('/v1/files', openBody({ debtor: debtor({ siren }) }))
    if (code === null) viewIn(answer)
    else expect(problemIn(answer)).toMatchObject({ code, article: expect.stringContaining('L622-21'), faults: [{ field: 'debtor' }] })
  })
})

describe('a claim that comes later to a file', () => {
  it('is looked at as the first ones are', async () => {
    const creditor = await creditorAskingFor('proof')
    const { id } = await api.open({ creditor, claims: [proven({ reference: 'F-1' })] })
    const add = async (changes: Record<string, unknown>) => {
      const answer = await api.post(`/v1/files/${id}/claims`, proven(changes))
      return answer.status < 300 ? 'taken' : problemIn(answer).code
    }
    expect(await add({ disputed: true })).toBe('claim-not-admitted')
    expect(await add({ documents: [] })).toBe('claim-not-admitted')
    expect(await add({ reference: 'f 01' })).toBe('claim-not-admitted')
    expect(await add({ acts: [{ act: 'mediation', on: '2026-01-06', reference: 'M-1' }] })).toBe('act-day-impossible')
    expect(await add({ reference: 'F-2' })).toBe('taken')
  })
})

describe('what a mandate does not ask for', () => {
  it('is a remark of the file', async () => {
    const { remarks } = await api.open({ claims: [claim({ reference: 'R-1', dueDate: '2026-01-06' })] })
    expect(remarks.map(({ rule, claim: about }) => `${rule} ${about}`)).toEqual(['due R-1', 'capacity R-1', 'proof R-1'])
    expect((await api.open({ claims: [proven()] })).remarks).toEqual([])
  })
})

describe('what had happened before a claim was placed', () => {
  it('enters by its days: acts move its limitation, direct payments lower it, notices have their proof', async () => {
    const told = {
      dueDate: '2023-12-01',
      capacity: 'consumer',
      amountCents: 100_00,
      acts: [{ act: 'acknowledgement', on: '2025-03-01', reference: 'RD-1', proofSha256: SHA256 }],
      directPayments: [{ reference: 'CHQ-7', on: '2025-06-01', amountCents: 40_00 }],
      notices: [
        { kind: 'opening', on: '2024-01-10' },
        { kind: 'formal-notice', on: '2024-02-01', reference: '1A 234', proof: 'registered-receipt', proofSha256: SHA256 },
      ],
    }
    const file = await api.open({ claims: [claim(told)] })
    expect(file.claims[0]).toMatchObject({
      paidCents: 40_00,
      limitation: { lastDay: '2027-03-01', barred: false, acts: [{ act: 'acknowledgement', on: '2025-03-01', reference: 'RD-1' }] },
    })
    const { entries } = await api.get<{ entries: { kind: string; reference: string }[] }>(`/v1/files/${file.id}/ledger`)
    expect(entries).toContainEqual(expect.objectContaining({ reference: 'direct:CHQ-7', amountCents: 40_00 }))
    const notices = await stack.db.claimNotice.findMany({
      where: { claim: { files: { some: { fileId: file.id } } } },
      orderBy: { id: 'asc' },
    })
    expect(notices.map(({ kind, reference, proof, proofSha256 }) => [kind, reference, proof, proofSha256])).toEqual([
      ['opening', null, null, null],
      ['formal-notice', '1A 234', 'registered-receipt', SHA256],
    ])
  })

  it('is refused where its days cannot be', async () => {
    const act = { act: 'acknowledgement', on: '2026-01-06', reference: 'RD-1', proofSha256: SHA256 }
    expect(fieldsOf(await problemOf({ claims: [proven({ acts: [act] })] }))).toEqual(['act-day-impossible', 'claims.0.acts.0'])
  })
})

describe('how a creditor’s lists are read', () => {
  const save = (name: string, columns: string[]) =>
    api.ask('PUT', `/v1/creditors/${CREDITOR}/mappings/${name}`, { body: { columns, dateFormat: 'dmy' } })

  it('is saved under a name, a version each time that it differs', async () => {
    const answers = [await save('terms', ['claim.dueDate=Terme']), await save('terms', ['claim.dueDate=Terme'])].concat(
      await save('terms', ['claim.dueDate=Fin']),
    )
    expect(answers.map(({ status, text }) => [status, JSON.parse(text).version])).toEqual([
      [201, 1],
      [200, 1],
      [201, 2],
    ])
    const { versions } = await api.get<{ versions: { version: number; columns: string[] }[] }>(`/v1/creditors/${CREDITOR}/mappings/terms`)
    expect(versions.map(({ version, columns }) => [version, columns])).toEqual([
      [2, ['claim.dueDate=Fin']],
      [1, ['claim.dueDate=Terme']],
    ])
    await save('other', ['claim.amount=Solde'])
    const { mappings } = await api.get<{ mappings: { name: string; version: number }[] }>(`/v1/creditors/${CREDITOR}/mappings`)
    expect(mappings.map(({ name, version }) => `${name} ${version}`)).toEqual(['other 1', 'terms 2'])
  })

  it('is refused for a field that there is not, and not found under another name', async () => {
    const problem = problemIn(await save('wrong', ['claim.amount=Solde', 'claim.duDate=Terme']))
    expect(problem.faults).toMatchObject([{ field: 'columns.1', message: expect.stringContaining('claim.dueDate') }])
    expect(problemIn(await api.ask('GET', `/v1/creditors/${CREDITOR}/mappings/wrong`)).code).toBe('resource-unknown')
  })
})

describe('a list', () => {
  const send = async (creditor: string, bytes: string | Buffer, query: string) => {
    const response = await fetch(new URL(`/v1/creditors/${creditor}/imports?asOf=2026-01-05${query}`, stack.apiUrl), {
      method: 'POST',
      headers: { authorization: `Bearer ${stack.apiKey}`, 'content-type': 'application/octet-stream', 'idempotency-key': randomUUID() },
      body: new Uint8Array(Buffer.from(bytes)),
    })
    if (!response.ok) throw new Error(await response.text())
    return ListImportReport.parse(await response.json())
  }
  const HEADER =
    'code client;nom;siren;N°;échéance;montant;qualité;contesté;document names;document kinds;document sha256;acte interruptif;date acte interruptif;limitation act reference;limitation act sha256'
  const line = (customer: string, invoice: string, changes: Record<number, string> = {}) =>
    [customer, 'Martin', '', invoice, '05/12/2025', '100,00', 'commerçant', 'non', 'f.pdf', 'facture', SHA256, '', '', '', '']
      .map((cell, at) => changes[at] ?? cell)
      .join(';')

  it('in which every reason occurs once opens the rest, and says of each what is missing', async () => {
    const creditor = await creditorAskingFor('due', 'capacity', 'proof')
    await api.ask('PUT', `/v1/creditors/${creditor}/mappings/erp`, { body: { columns: ['claim.reference=Facture'] } })
    await api.ask('PUT', `/v1/creditors/${creditor}/mappings/erp`, {
      body: { columns: ['claim.reference=N°', `strategy==${letters.name}`], dateFormat: 'dmy' },
    })
    await insolventDebtor('552032534', 'safeguard')
    await api.open({ creditor, claims: [proven({ reference: 'D-1' })] })
    const act = { 11: 'reconnaissance de dette', 12: '01/12/2025', 13: 'RD-1', 14: SHA256 }
    const rows = [
      line('C1', 'D-2'),
      line('C2', 'D-3', { 4: '05/01/2019' }),
      line('C3', 'D-4', { 7: 'défectueux' }),
      line('C4', 'D-5', { 2: '552032534' }),
      line('C5', 'D-1'),
      line('C6', 'd/001'),
      line('C7', 'D-7', { 4: '06/01/2026' }),
      line('C8', 'D-8', { 6: '' }),
      line('C9', 'D-9', { 8: '', 9: '', 10: '' }),
      line('C10', 'D-10', act),
    ]
    // One debtor has a claim that stands beside one that does not.
    const list = [HEADER, ...rows, line('C3', 'D-11')].join('\n')
    const dry = await send(creditor, list, '&mapping=erp&dryRun=true')
    expect(await refused(creditor)).toEqual([])
    const { mapping, summary, lines } = await send(creditor, list, '&mapping=erp')
    expect(mapping).toEqual({ name: 'erp', version: 2 })
    expect([dry.summary.counts, summary.counts]).toMatchObject([
      { 'would-open': 2, 'left-out': 1, refused: 8 },
      { opened: 2, 'left-out': 1, refused: 8 },
    ])
    expect(lines.map(({ invoice, outcome, reasons }) => `${invoice} ${outcome} ${(reasons[0] ?? '').slice(0, 44)}`.trim())).toEqual([
      'D-2 opened',
      'D-3 refused claim.dueDate: the last day to sue for it wa',
      'D-4 refused claim.disputed: the debtor disputes it (defe',
      'D-5 refused debtor: the debtor is in insolvency proceedi',
      'D-1 left-out another file holds this invoice already',
      'd/001 refused claim.reference: invoice D-1 has the same nu',
      'D-7 refused claim.dueDate: it is not due before 2026-01-',
      'D-8 refused claim.capacity: say what the debtor owes it',
      'D-9 refused claim.documents: send the invoice, the contr',
      'D-10 refused claim.acts.0: acknowledgement of 2025-12-01:',
      'D-11 opened',
    ])
    const back = (await refused(creditor)).map(({ claims, reasons }) => `${claims.join()} ${reasons.map(({ rule }) => rule).join()}`)
    const refusals = ['D-10 history', 'D-3 time-barred', 'D-4 disputed', 'D-5 insolvency', 'D-7 due', 'D-8 capacity', 'D-9 proof']
    expect(back).toHaveLength(8)
    expect(new Set(back)).toEqual(new Set([...refusals, 'd/001 probable-duplicate']))

    const corrected = [HEADER, ...rows.with(2, line('C3', 'D-4')).with(6, line('C7', 'D-7')), line('C3', 'D-11')].join('\n')
    expect((await send(creditor, corrected, '&mapping=erp')).summary.counts).toMatchObject({ opened: 2, known: 1, refused: 6 })
    expect(await refused(creditor)).toHaveLength(6)
    expect(new Set((await refused(creditor, 'opened')).map(({ claims }) => claims[0]))).toEqual(new Set(['D-4', 'D-7']))
  })

  it('of a spreadsheet has the same columns, and tells remarks of lines that it opens', async () => {
    const creditor = await creditorAskingFor()
    const day = (number: string) => ({ number, day: true })
    const sheet = workbook([
      [
        'nom',
        'facture',
        'échéance',
        'montant',
        'qualité',
        'stratégie',
        'mise en demeure',
        'preuve mise en demeure',
        'sha256 mise en demeure',
      ].concat(
        'payé au créancier',
        'payé au créancier le',
        'référence paiement direct',
        'acte interruptif',
        'date acte interruptif',
        'référence acte interruptif',
        'sha256 acte interruptif',
      ),
      ['Martin', 'X-1', day('45261'), { number: '100' }, 'consommateur', letters.name, day('45323'), 'AR', SHA256].concat([
        { number: '40' },
        day('45809'),
        'CHQ-7',
        'reconnaissance',
        day('45717'),
        'RD-1',
        SHA256,
      ] as never[]),
    ])
    const { lines } = await send(creditor, sheet, '')
    expect(lines).toMatchObject([{ line: 2, invoice: 'X-1', outcome: 'opened', reasons: [], remarks: [expect.stringMatching(/^proof: /)] }])
    expect((await api.file(String(lines[0]?.file))).claims[0]).toMatchObject({
      dueDate: '2023-12-01',
      paidCents: 40_00,
      limitation: { lastDay: '2027-03-01' },
      notices: [{ kind: 'formal-notice', on: '2024-02-01' }],
    })
  })

  it('with a mapping that nobody saved, or that is no list, is refused whole', async () => {
    await expect(send(CREDITOR, HEADER, '&mapping=none')).rejects.toThrow('resource-unknown')
    await expect(send(CREDITOR, '%PDF-1.7', '')).rejects.toThrow('This is a PDF')
    await expect(send('nobody', HEADER, '')).rejects.toThrow('resource-unknown')
  })
})
