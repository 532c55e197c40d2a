import type { Command } from 'commander'
import type { ImportMappingList, ImportMappingVersions, ImportMappingView } from '../contracts/import-mapping.js'
import { callApi } from './api-client.js'
import { CommandError, command, print, withExample } from './output.js'

interface Options {
  creditor: string
  map?: string[]
  dateFormat?: string
  json?: boolean
}

const CREDITOR = ['--creditor <reference>', 'whose lists they are'] as const
const SAVE = 'relance import mapping save terms --creditor C-001 --map claim.dueDate=Terme --date-format dmy'

/** How creditors' lists are read, saved under names. Their options are those of the import itself, which reads them before they do. */
export function importMappingCommands(imports: Command): void {
  const mapping = imports.command('mapping').description('save under a name how a creditor’s lists are read')
  withExample(mapping, SAVE)

  command(mapping, 'save <name>', 'save which column is which field; what differs from the newest version is a new one', SAVE)
    .option(...CREDITOR)
    .option('--map <mapping>', 'field=column; repeatable')
    .option('--date-format <format>', 'what 3/4/2026 means: auto, iso, dmy or mdy')
    .action(async (name: string, _options, called: Command) => {
      const { creditor, map = [], dateFormat = 'auto', json } = called.optsWithGlobals<Options>()
      if (map.length === 0) throw new CommandError('A mapping says at least one column: --map claim.dueDate=Terme.')
      const saved = await callApi<ImportMappingView>('PUT', address(creditor, name), { columns: map, dateFormat })
      print(json, saved, () => `The mapping ${saved.name} is saved, version ${saved.version}.`)
    })

  command(mapping, 'show <name>', 'show a mapping, and its earlier versions', 'relance import mapping show terms --creditor C-001')
    .option(...CREDITOR)
    .action(async (name: string, _options, called: Command) => {
      const { creditor, json } = called.optsWithGlobals<Options>()
      const { versions } = await callApi<ImportMappingVersions>('GET', address(creditor, name))
      print(json, versions, () => versions.map(inWords).join('\n'))
    })

  command(mapping, 'list', 'list a creditor’s mappings, the newest version of each', 'relance import mapping list --creditor C-001')
    .option(...CREDITOR)
    .action(async (_options, called: Command) => {
      const { creditor, json } = called.optsWithGlobals<Options>()
      const { mappings } = await callApi<ImportMappingList>('GET', `/v1/creditors/${encodeURIComponent(creditor)}/mappings`)
      print(json, mappings, () => mappings.map(inWords).join('\n') || 'No mapping is saved for this creditor.')
    })
}

/** The newest version of a mapping. @throws CommandError */
export async function newestMapping(creditor: string, name: string): Promise<ImportMappingView> {
  const { versions } = await callApi<ImportMappingVersions>('GET', address(creditor, name))
  return versions[0] as ImportMappingView
}

const address = (creditor: string, name: string) => `/v1/creditors/${encodeURIComponent(creditor)}/mappings/${encodeURIComponent(name)}`

function inWords({ name, version, columns, dateFormat, createdAt }: ImportMappingView): string {
  return [`${name}  version ${version}  ${createdAt.slice(0, 10)}  days ${dateFormat}`, ...columns.map((column) => `  ${column}`)].join(
    '\n',
  )
}
