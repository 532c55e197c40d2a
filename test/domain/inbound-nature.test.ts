import { describe, expect, it } from 'vitest'
import { type InboundContent, isToRead, understand } from '../../src/domain/inbound-nature.js'
import { ownWords } from '../../src/domain/own-words.js'

const sms = (text: string) => understand({ channel: 'sms', text })
const email = (text: string, more: Partial<InboundContent> = {}) =>
  understand({ channel: 'email', text, subject: 'Re: Votre facture F-2026-017', ...more })

const QUOTED = `

Le lun. 12 janv. 2026 à 09:14, Agence du Port <recouvrement@agence.example>
a écrit :

> Votre facture F-2026-017 reste impayée.
> Pour ne plus recevoir nos messages, répondez STOP.`

const OUTLOOK = `

________________________________
De : Agence du Port <recouvrement@agence.example>
Envoyé : lundi 12 janvier 2026 09:14
Objet : Votre facture

Répondez STOP pour ne plus recevoir nos messages. À défaut, nous saisirons le tribunal.`

describe('a text message', () => {
  it.each([
    ['STOP', 'opt-out', true],
    ['stop sms svp', 'opt-out', true],
    ['STOP au 36111', 'opt-out', true],
    ['Arrêtez !', 'opt-out', true],
    ['me désabonner', 'opt-out', true],
    ['S T O P', 'opt-out', true],
    ['Unsubscribe', 'opt-out', true],
    ['Stop. J’ai payé lundi par virement', 'message', true],
    ['STOP ou je porte plainte', 'complaint', true],
    ['arrêtez de me harceler', 'complaint', false],
    ['Vous êtes des escrocs, foutez-moi la paix', 'complaint', false],
    ['Mon avocat prendra contact avec vous', 'complaint', false],
    ['Stop harassing my mother', 'complaint', true],
    ['I will complain to the ombudsman', 'complaint', false],
    ['Je n’en peux plus, je pense au suicide', 'complaint', false],
    ['Je paie vendredi', 'message', false],
    ['Je suis à court d’argent ce mois-ci, en mars ça ira', 'message', false],
    ['Qui êtes-vous ?', 'message', false],
    ['👍', 'message', false],
    ['?', 'message', false],
    ['', 'empty', false],
    [' \u200b\n ', 'empty', false],
  ])('“%s” is taken for %s, and refuses further ones: %s', (text, nature, optsOut) => expect(sms(text)).toEqual({ nature, optsOut }))
})

describe('an e-mail', () => {
  it.each([
    ['STOP', 'opt-out', true],
    [`STOP\n\nEnvoyé de mon iPhone`, 'opt-out', true],
    ['Bonjour,\nmerci de me désinscrire.', 'opt-out', true],
    ['Bonjour, stop. Merci', 'opt-out', true],
    ['Merci', 'message', false],
    [`Stop, merci.\n-- \nNadia Blanc\n12 rue des Lilas`, 'opt-out', true],
    [`Arrêtez${QUOTED}`, 'opt-out', true],
    [`Unsubscribe please${OUTLOOK}`, 'opt-out', true],
    [`Arrêtez de me harceler, je porte plainte !!${QUOTED}`, 'complaint', false],
    [`This is harassment. My solicitor will write to you.${OUTLOOK}`, 'complaint', false],
    [`Bonjour,\nje vous règle le 15.\nN. Blanc${QUOTED}`, 'message', false],
    [`Bonjour,\nje vous règle le 15.${OUTLOOK}`, 'message', false],
    [QUOTED, 'empty', false],
    ['\n\nSent from my iPhone', 'empty', false],
    ['', 'empty', false],
  ])('%j is taken for %s, and refuses further ones: %s', (text, nature, optsOut) => expect(email(text)).toEqual({ nature, optsOut }))

  it.each([
    ['STOP', '', 'opt-out', true],
    ['unsubscribe', 'unsubscribe', 'opt-out', true],
    ['STOP', 'J’ai déjà payé la facture.', 'message', true],
    ['J’ai payé hier par virement', '', 'message', false],
    ['Absence de livraison de ma commande', 'Rien n’est arrivé.', 'message', false],
    ['Absence', 'Je suis en congés.', 'automatic', false],
    ['Absence du bureau : Nadia Blanc', 'De retour le 12.', 'automatic', false],
    ['Réponse automatique : Votre facture', 'Je suis absente jusqu’au 12.', 'automatic', false],
    ['Automatic reply: Votre facture', 'I am out of the office.', 'automatic', false],
    ['Out of office', 'Back on Monday.', 'automatic', false],
    ['Out of Office: Re: Votre facture', 'Back on Monday.', 'automatic', false],
    ['Undeliverable: Votre facture', 'The address was not found.', 'automatic', false],
  ])('with the subject “%s” and the text “%s” is taken for %s, and refuses further ones: %s', (subject, text, nature, optsOut) =>
    expect(email(text, { subject })).toEqual({ nature, optsOut }),
  )

  it.each<[string, Partial<InboundContent>, string]>([
    ['Auto-Submitted: auto-replied', { headers: { 'auto-submitted': 'auto-replied' } }, 'automatic'],
    ['Auto-Submitted: no', { headers: { 'auto-submitted': 'no' } }, 'message'],
    ['X-Autoreply: yes', { headers: { 'x-autoreply': 'yes' } }, 'automatic'],
    ['X-Auto-Response-Suppress: All', { headers: { 'x-auto-response-suppress': 'All' } }, 'automatic'],
    ['Precedence: bulk', { headers: { precedence: 'bulk' } }, 'automatic'],
    ['Precedence: auto_reply', { headers: { precedence: 'auto_reply' } }, 'automatic'],
    ['Precedence: first-class', { headers: { precedence: 'first-class' } }, 'message'],
    ['a report on delivery', { headers: { 'content-type': 'multipart/report; report-type=delivery-status' } }, 'automatic'],
    ['the sender MAILER-DAEMON', { sender: 'MAILER-DAEMON@mx.example' }, 'automatic'],
    ['nothing special', { sender: 'nadia@example.org', headers: { 'content-type': 'text/plain' } }, 'message'],
  ])('with %s is taken for what it is', (_, more, nature) => expect(email('Je suis en vacances, je paie lundi.', more).nature).toBe(nature))

  it('that a machine sends and that is a refusal is obeyed all the same', () =>
    expect(email('unsubscribe', { headers: { 'auto-submitted': 'auto-generated' } })).toEqual({ nature: 'opt-out', optsOut: true }))

  it('without words but with a receipt is for a person', () => {
    expect(email('', { attachments: 1 }).nature).toBe('message')
    expect(email('STOP', { attachments: 1 })).toEqual({ nature: 'message', optsOut: true })
  })
})

it('a page has no address to refuse: its STOP is for a person', () =>
  expect(understand({ channel: 'page', text: 'STOP' })).toEqual({ nature: 'message', optsOut: false }))

it('only messages and complaints are for people to read', () =>
  expect((['opt-out', 'complaint', 'automatic', 'empty', 'message'] as const).filter(isToRead)).toEqual(['complaint', 'message']))

describe('words of one’s own', () => {
  it.each([
    ['Bonjour\r\n> Vous devez\r\nmerci', 'Bonjour\nmerci'],
    ['Oui\n\nOn Mon, 12 Jan 2026 at 09:14, Agence <a@b.example> wrote:\n> You owe', 'Oui'],
    ['Oui\n-----Message d’origine-----\nDe : Agence', 'Oui'],
    ['From: the bank I have heard nothing\nso I wait', 'From: the bank I have heard nothing\nso I wait'],
    ['Le 12 janvier je paierai.\nMerci', 'Le 12 janvier je paierai.\nMerci'],
    ['-- \nNadia', ''],
  ])('of %j are %j', (text, own) => expect(ownWords(text)).toBe(own))
})
