import { describe, expect, it } from 'vitest'
import { isOptOut } from '../../src/domain/opt-out.js'

describe('isOptOut', () => {
  it.each([
    'STOP',
    'stop',
    ' Stop. ',
    'STOP SMS',
    'stop au 36111',
    'S T O P',
    'ARRET',
    'arrêt !',
    'Désabonner',
    'se désabonner',
    'DÉSABONNEMENT',
  ])('takes %j for a refusal', (text) => expect(isOptOut(text)).toBe(true))

  it.each(['unsubscribe', 'UNSUBSCRIBE.', 'me désinscrire'])('takes %j for a refusal', (text) => expect(isOptOut(text)).toBe(true))

  it.each([
    '',
    'Je paie demain',
    'ne vous arrêtez pas',
    'STOPPÉ par la grève, je paie lundi',
    "J'ai dit stop au prélèvement, pas à vous",
    'arret maladie',
  ])('leaves %j to people', (text) => expect(isOptOut(text)).toBe(false))
})
