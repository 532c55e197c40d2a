import type {
  ClientFundsReport,
  ClientFundsRow,
  CommissionReport,
  CommissionRow,
  PlacementReport,
  PlacementRow,
} from '../contracts/report.js'

/** What a cell holds, and so how it is written: a sum in minor units of the row's currency, a share in millionths. */
export type CellKind = 'text' | 'month' | 'day' | 'count' | 'sum' | 'share'

export interface Column {
  title: string
  kind: CellKind
}

export type CellValue = string | number | null

/** A report as rows and columns, to be shown or written as a sheet. */
export interface Table {
  title: string
  columns: Column[]
  rows: { currency: string; cells: CellValue[] }[]
}

/** A column with what it shows of a row. */
type ColumnOf<Row> = [title: string, kind: CellKind, value: (row: Row) => CellValue]

function tableOf<Row extends { currency: string }>(title: string, columns: ColumnOf<Row>[], rows: readonly Row[]): Table {
  return {
    title,
    columns: columns.map(([name, kind]) => ({ title: name, kind })),
    rows: rows.map((row) => ({ currency: row.currency, cells: columns.map(([, , value]) => value(row)) })),
  }
}

const PLACEMENTS: ColumnOf<PlacementRow>[] = [
  ['Placed in', 'month', ({ month }) => month],
  ['Creditor', 'text', ({ creditor }) => creditor.reference],
  ['Currency', 'text', ({ currency }) => currency],
  ['Files', 'count', ({ files }) => files],
  ['Claims', 'count', ({ claims }) => claims],
  ['Placed', 'sum', ({ placedCents }) => placedCents],
  ['Taken back', 'sum', ({ recalledCents }) => recalledCents],
  ['To the agency', 'sum', ({ agencyCents }) => agencyCents],
  ['Direct', 'sum', ({ directCents }) => directCents],
  ['Recovered', 'share', ({ ratePpm }) => ratePpm],
]

type CurveRow = PlacementRow['curve'][number] & Pick<PlacementRow, 'creditor' | 'currency'> & { placedIn: string }

const CURVE: ColumnOf<CurveRow>[] = [
  ['Placed in', 'month', ({ placedIn }) => placedIn],
  ['Creditor', 'text', ({ creditor }) => creditor.reference],
  ['Currency', 'text', ({ currency }) => currency],
  ['Months since', 'count', ({ month }) => month],
  ['To the agency', 'sum', ({ agencyCents }) => agencyCents],
  ['Direct', 'sum', ({ directCents }) => directCents],
  ['Up to then', 'sum', ({ totalCents }) => totalCents],
  ['Recovered', 'share', ({ ratePpm }) => ratePpm],
]

/** What was placed, and its recovery month by month. */
export function placementTables({ rows }: PlacementReport): Table[] {
  const curve = rows.flatMap(({ month: placedIn, creditor, currency, curve: points }) =>
    points.map((point) => ({ placedIn, creditor, currency, ...point })),
  )
  return [tableOf('Placements', PLACEMENTS, rows), tableOf('Recovery', CURVE, curve)]
}

const COMMISSION: ColumnOf<CommissionRow>[] = [
  ['Month', 'month', ({ month }) => month],
  ['Creditor', 'text', ({ creditor }) => creditor?.reference ?? ''],
  ['Currency', 'text', ({ currency }) => currency],
  ['Collected', 'sum', ({ collectedCents }) => collectedCents],
  ['Direct', 'sum', ({ directCents }) => directCents],
  ['Earned', 'sum', ({ earnedCents }) => earnedCents],
  ['Invoiced', 'sum', ({ invoicedCents }) => invoicedCents],
  ['With VAT', 'sum', ({ invoicedTotalCents }) => invoicedTotalCents],
  ['Netted', 'sum', ({ nettedCents }) => nettedCents],
  ['Paid', 'sum', ({ paidCents }) => paidCents],
  ['Acts', 'sum', ({ actsCents }) => actsCents],
  ['Fees', 'sum', ({ feesCents }) => feesCents],
  ['Margin', 'sum', ({ marginCents }) => marginCents],
]

export const commissionTables = ({ rows }: CommissionReport): Table[] => [tableOf('Commission', COMMISSION, rows)]

const FUNDS: ColumnOf<ClientFundsRow>[] = [
  ['Day', 'day', ({ on }) => on],
  ['Currency', 'text', ({ currency }) => currency],
  ['Bank', 'sum', ({ bankCents }) => bankCents],
  ['Provider', 'sum', ({ providerCents }) => providerCents],
  ['Clearing', 'sum', ({ clearingCents }) => clearingCents],
  ['Shortfall', 'sum', ({ shortfallCents }) => shortfallCents],
  ['Creditors', 'sum', ({ creditorsCents }) => creditorsCents],
  ['Unallocated', 'sum', ({ unallocatedCents }) => unallocatedCents],
  ['Refunds', 'sum', ({ refundsCents }) => refundsCents],
  ['Agency', 'sum', ({ agencyCents }) => agencyCents],
  ['Transit', 'sum', ({ transitCents }) => transitCents],
  ['Statement of', 'day', ({ statement }) => statement?.on ?? null],
  ['Statement', 'sum', ({ statement }) => statement?.cents ?? null],
  ['Books that day', 'sum', ({ statement }) => statement?.booksCents ?? null],
]

type OwedRow = Pick<ClientFundsRow, 'on' | 'currency'> & ClientFundsRow['creditors'][number]

const OWED: ColumnOf<OwedRow>[] = [
  ['Day', 'day', ({ on }) => on],
  ['Creditor', 'text', ({ reference }) => reference],
  ['Currency', 'text', ({ currency }) => currency],
  ['Owed', 'sum', ({ owedCents }) => owedCents],
]

/** Both sides of the books on each day, and what each creditor is owed. */
export function clientFundsTables({ rows }: ClientFundsReport): Table[] {
  const owed = rows.flatMap(({ on, currency, creditors }) => creditors.map((one) => ({ on, currency, ...one })))
  return [tableOf('Client funds', FUNDS, rows), tableOf('Creditors', OWED, owed)]
}
