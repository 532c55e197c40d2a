import { Command } from 'commander'
import { StartError } from '../../scripts/progress.mjs'
import { ConfigError } from '../config.js'
import { accountCommands } from './account.js'
import { addressCommands } from './address-search.js'
import { admissionCommands } from './admission.js'
import { agencyCommands } from './agency.js'
import { assertionCommands } from './assertion.js'
import { auditCommands } from './audit.js'
import { chequeCommands } from './cheque.js'
import { claimCommands } from './claim.js'
import { closingCommands } from './closing.js'
import { commissionCommands } from './commission.js'
import { computeCommands } from './compute.js'
import { costCommands } from './cost.js'
import { databaseCommands } from './database.js'
import { debitCommands } from './debit.js'
import { declarationCommands } from './declaration.js'
import { disputeCommands } from './dispute.js'
import { doctorCommand } from './doctor.js'
import { fileCommands } from './file.js'
import { fundsCommands } from './funds.js'
import { importCommand } from './import.js'
import { insolvencyCommands } from './insolvency.js'
import { judicialCommands } from './judicial.js'
import { judicialTaskCommands } from './judicial-task.js'
import { meansCommands } from './means.js'
import { debtorCommands } from './merge.js'
import { messageCommand } from './message.js'
import { moneyToAllocateCommands } from './money.js'
import { outboxCommand } from './outbox.js'
import { CommandError, withExample } from './output.js'
import { paperCommands } from './paper.js'
import { pieceCommands } from './piece.js'
import { planCommands } from './plan.js'
import { proceedingCommands } from './proceeding.js'
import { processCommands } from './processes.js'
import { professionalCommands } from './professional.js'
import { promiseCommands } from './promise.js'
import { rateCommands } from './rates.js'
import { receiptsCommand } from './receipts.js'
import { remittanceCommands } from './remittance.js'
import { reportCommands } from './report.js'
import { securityCommands } from './security.js'
import { settlementCommands } from './settlement.js'
import { situationCommands } from './situation.js'
import { statementCommands } from './statement.js'
import { strategyCommands } from './strategy.js'
import { tenantCommands } from './tenant.js'
import { titleCommands } from './title.js'
import { transferCommands } from './transfer.js'
import { webhookCommands } from './webhook.js'
import { worklistCommand } from './worklist.js'

/** The command line of Relance: one sentence for whatever goes wrong, and the exit code 1. */
export async function main(argv: string[]): Promise<void> {
  try {
    await createProgram().parseAsync(argv)
    process.exit() // whatever a library left open must not keep a command from ending
  } catch (error) {
    if (!(error instanceof StartError || error instanceof ConfigError || error instanceof CommandError)) throw error
    console.error(error.message)
    process.exit(1)
  }
}

/** All commands. Each loads what it works with when it is called: a question to the API must not wait for the engine to load. */
export function createProgram(): Command {
  const program = new Command('relance')
    .description('Debt recovery as durable execution.')
    .showHelpAfterError('(relance --help lists the commands)')
  withExample(program, 'relance doctor')
  doctorCommand(program)
  agencyCommands(program)
  fileCommands(program)
  debtorCommands(program)
  claimCommands(program)
  promiseCommands(program)
  assertionCommands(program)
  settlementCommands(program)
  titleCommands(program)
  costCommands(program)
  proceedingCommands(program)
  judicialCommands(program)
  pieceCommands(program)
  meansCommands(program)
  closingCommands(program)
  fundsCommands(program)
  receiptsCommand(program)
  chequeCommands(program)
  debitCommands(program)
  planCommands(program)
  importCommand(program)
  declarationCommands(program)
  admissionCommands(program)
  outboxCommand(program)
  worklistCommand(program)
  securityCommands(program)
  messageCommand(program)
  disputeCommands(program)
  paperCommands(program)
  insolvencyCommands(program)
  professionalCommands(program)
  judicialTaskCommands(program)
  situationCommands(program)
  addressCommands(program)
  strategyCommands(program)
  rateCommands(program)
  remittanceCommands(program)
  reportCommands(program)
  transferCommands(program)
  commissionCommands(program)
  accountCommands(program)
  statementCommands(program)
  moneyToAllocateCommands(program)
  auditCommands(program)
  processCommands(program)
  databaseCommands(program)
  tenantCommands(program)
  webhookCommands(program)
  computeCommands(program)
  return program
}
