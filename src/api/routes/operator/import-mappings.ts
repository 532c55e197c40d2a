import { text } from '../../../contracts/fields.js'
import { ImportMappingBody, ImportMappingList, ImportMappingVersions, ImportMappingView } from '../../../contracts/import-mapping.js'
import { ImportError } from '../../../imports/import-error.js'
import { checkMapping } from '../../../imports/mapping.js'
import { listMappings, mappingVersions, saveMapping } from '../../../store/import-mapping.js'
import type { ApiContext } from '../../context.js'
import { notUnderstood } from '../../problem.js'
import { type Route, route } from '../../route.js'
import { named } from './organisations.js'

const Name = text(60)

/** How creditors' lists are read, saved under names. */
export function importMappingRoutes({ db }: ApiContext): Route[] {
  return [
    route({
      method: 'put',
      path: '/v1/creditors/:creditor/mappings/:mapping',
      tag: 'Creditors',
      summary: 'Save how a creditor’s lists are read',
      description: 'What differs from the newest version is a new one; earlier ones stay. The same sent again changes nothing.',
      body: ImportMappingBody,
      answers: [
        { status: 201, description: 'It is a new version', schema: ImportMappingView },
        { status: 200, description: 'The newest version says the same', schema: ImportMappingView },
      ],
      refusals: ['resource-unknown'],
      async handle({ tenantId, actor, param, body }) {
        const name = Name.safeParse(param('mapping'))
        if (!name.success) throw notUnderstood('mapping', 'a name has 1 to 60 characters, none of them a control character')
        requireFields(body.columns)
        const { saved, isNew } = await named(saveMapping(db, { tenantId, actor, creditor: param('creditor'), name: name.data }, body))
        return { status: isNew ? 201 : 200, body: saved }
      },
    }),
    route({
      method: 'get',
      path: '/v1/creditors/:creditor/mappings/:mapping',
      tag: 'Creditors',
      summary: 'Show a mapping',
      answers: [{ status: 200, description: 'All its versions, the newest first', schema: ImportMappingVersions }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, param }) {
        return { body: { versions: await named(mappingVersions(db, tenantId, param('creditor'), param('mapping'))) } }
      },
    }),
    route({
      method: 'get',
      path: '/v1/creditors/:creditor/mappings',
      tag: 'Creditors',
      summary: 'List a creditor’s mappings',
      answers: [{ status: 200, description: 'The newest version of each, by name', schema: ImportMappingList }],
      refusals: ['resource-unknown'],
      handle: async ({ tenantId, param }) => ({ body: { mappings: await named(listMappings(db, tenantId, param('creditor'))) } }),
    }),
  ]
}

/** @throws RequestFault naming the nearest field for one that there is not */
function requireFields(columns: readonly string[]): void {
  for (const [index, column] of columns.entries()) {
    try {
      checkMapping([column])
    } catch (error) {
      throw error instanceof ImportError ? notUnderstood(`columns.${index}`, error.message) : error
    }
  }
}
