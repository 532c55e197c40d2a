import type { LimitationView } from '../contracts/limitation.js'

/** The limitation of one claim, in words. */
export function limitationLines({ claim, ...limitation }: LimitationView & { claim: string }): string {
  const { rule, source, years, foreclosure, from, lastDay, barred, procedures, alarms, acts, acknowledgements } = limitation
  const until =
    lastDay === null ? 'stands still' : barred ? `barred: it could be sued for until ${lastDay}` : `until ${lastDay}, that day included`
  const answers = { true: 'accepted', false: 'declined', null: 'to be answered' } as const
  return [
    `${claim}  ${until}`,
    `  ${foreclosure ? 'foreclosure' : 'limitation'} ${rule}: ${years} year${years === 1 ? '' : 's'} from ${from} (${source})`,
    ...procedures.map((one) => `  begin ${one.procedure} by ${one.lastDay} (${one.source})`),
    ...alarms.map(({ alarm, on, raised }) => `  alarm ${alarm} on ${on}${raised ? ', raised' : ''}`),
    ...acts.map((one) => `  act ${one.act} on ${one.on}${one.until ? ` until ${one.until}` : ''}, ${one.reference}`),
    ...acknowledgements.map((one) => `  part payment ${one.reference} of ${one.on} as an acknowledgement: ${answers[`${one.accepted}`]}`),
  ].join('\n')
}
