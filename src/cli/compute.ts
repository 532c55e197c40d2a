import type { Command } from 'commander'
import type { Answer } from './compute/answer.js'
import { print, withExample } from './output.js'

const DUE_DATE = 'relance compute due-date --country fr --issued 2014-01-02 --terms 45-eom-a'
const INTEREST =
  'relance compute interest --country fr --debtor business --creditor business --amount 10000.00 --due 2025-06-15 --as-of 2025-08-15'
const DEADLINE = 'relance compute deadline --country fr --event 2017-02-12 --delay "1 month 15 days"'
const LIMITATION = 'relance compute limitation --country fr --category consumer-goods --from 2020-01-04'
const ALLOCATE = 'relance compute allocate --principal 20000.00 --interest 3000.00 --costs 0 --payment 18000.00'
const RATE = 'relance compute rate --country fr --kind b2b-default --on 2024-07-01'

/** Sums and dates as the law reckons them, from the law that ships: no stack need be running. */
export function computeCommands(program: Command): void {
  const compute = program
    .command('compute')
    .description('reckon due dates, interest, deadlines, limitations and imputations, without a running stack and with the rates that ship')
  withExample(compute, DUE_DATE)

  calculator(compute, 'due-date', 'last day on which an invoice may be paid in time', DUE_DATE)
    .requiredOption('--country <code>', 'whose law: fr, be, de …')
    .option('--issued <day>', 'day of the invoice')
    .option('--received <day>', 'day of receipt of the goods or services, from which the default term runs')
    .option(
      '--terms <terms>',
      'default, 30-net, 60-net, 45-eom-a (45 days, then end of month), 45-eom-b (end of month, then 45 days), 45-periodic',
      'default',
    )
    .action(async (options) => show(options, (await import('./compute/due-date.js')).dueDate(options)))

  calculator(compute, 'interest', 'late interest by semester, or interest on what a court has awarded', INTEREST)
    .requiredOption('--country <code>', 'whose law: fr, be, de …')
    .requiredOption('--debtor <who>', 'business, consumer or public')
    .option('--creditor <who>', 'business or private, a private individual', 'business')
    .requiredOption('--amount <euros>', 'sum that bears interest')
    .option('--due <day>', 'due date')
    .requiredOption('--as-of <day>', 'day of payment, or of the account')
    .option('--rate <percent>', 'yearly rate agreed in the contract, which the law may raise to a floor')
    .option('--from-notice <day>', 'day of the formal notice, from which a consumer owes interest')
    .option('--judgment <day>', 'day of the judgment: the sum is what it awards')
    .option('--enforceable <day>', 'day on which the judgment was served and enforceable: interest runs from then, and is raised later')
    .option('--day-count <which>', 'end-included (not the first day, but that of payment), both or neither', 'end-included')
    .option('--capitalise', 'interest due for a whole year bears interest, where contract or judgment says so')
    .action(async (options) => show(options, (await import('./compute/interest.js')).interest(options)))

  calculator(compute, 'deadline', 'last day of a delay', DEADLINE)
    .requiredOption('--country <code>', 'whose law: fr, be, de …')
    .requiredOption('--event <day>', 'day from which it runs, or before which it lies')
    .requiredOption('--delay <delay>', 'days, weeks, months and years: "1 month 15 days"')
    .option('--kind <kind>', 'procedural (moved to a working day), limitation or backward', 'procedural')
    .option('--region <region>', 'region with holidays of its own: alsace-moselle, reunion, FR-67 …')
    .option('--residence <where>', 'overseas or abroad, which lengthens a procedural delay')
    .action(async (options) => show(options, (await import('./compute/deadline.js')).deadline(options)))

  calculator(compute, 'limitation', 'last day on which a claim may be sued for', LIMITATION)
    .requiredOption('--country <code>', 'whose law: fr, be, de …')
    .requiredOption('--category <category>', 'consumer-goods, b2b, rent, telecom, consumer-credit or general')
    .requiredOption('--from <day>', 'day from which it runs')
    .option('--interrupted <day...>', 'days of claims in court or acts alike, after which the whole period begins anew; repeatable')
    .action(async (options) => show(options, (await import('./compute/limitation.js')).limitation(options)))

  calculator(compute, 'allocate', 'what a payment on one debt goes to: costs, interest, then principal', ALLOCATE)
    .requiredOption('--principal <euros>', 'principal owed')
    .option('--interest <euros>', 'interest owed', '0')
    .option('--costs <euros>', 'costs owed', '0')
    .requiredOption('--payment <euros>', 'sum paid')
    .action(async (options) => show(options, (await import('./compute/allocate.js')).allocate(options)))

  calculator(compute, 'rate', 'a yearly rate of the law; what “relance rates set” recorded is not looked at', RATE)
    .requiredOption('--country <code>', 'whose law: fr, be, de …')
    .requiredOption('--kind <kind>', 'b2b-default, public, legal-private, legal-other or floor')
    .requiredOption('--on <day>', 'day of the semester')
    .action(async (options) => show(options, (await import('./compute/rate.js')).rate(options)))
}

const calculator = (compute: Command, name: string, description: string, example: string): Command =>
  withExample(compute.command(name).description(description).option('--json', 'print JSON'), example)

const show = ({ json }: { json?: boolean }, { fields, words }: Answer): void => print(json, fields, () => words)
