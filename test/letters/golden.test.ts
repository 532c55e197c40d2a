import { describe, expect, it } from 'vitest'
import { cents } from '../../src/domain/money.js'
import { composeMessage } from '../../src/strategies/templates/compose.js'
import { claims, facts } from './sample.js'

/** Whole letters, word for word. Spaces that do not break are written as plain ones. */
const plain = (text: string) => text.replaceAll('\u00A0', ' ')
const one = claims(1)

describe('a letter, word for word', () => {
  it('is a French formal notice between professionals, with interest and the flat indemnity', () => {
    const sums = { principalCents: cents(1_000_00), interestCents: cents(31_96), amountCents: cents(1_071_96) }
    const { subject, text } = composeMessage(
      facts({ stage: 'formal-notice', today: '2026-08-10', payBefore: '2026-08-25', interestThrough: '2026-06-30', claims: one, ...sums }),
      'letter',
    )
    expect(plain(subject ?? '')).toBe('Mise en demeure de payer : dossier D-2026-00042')
    expect(plain(text)).toBe(`Madame, Monsieur,

Relance Conseil, 2 place Bellecour, 69002 Lyon, vous écrit pour le compte de Menuiserie Lebœuf & Fils, 14 rue de la Forêt, 69007 Lyon. Relance Conseil exerce une activité de recouvrement amiable de créances pour le compte d’autrui. Nous faisons suite à notre lettre du 7 avril 2026, référence D-2026-00042-1.

Par la présente, datée du 10 août 2026, nous vous mettons en demeure de payer à Menuiserie Lebœuf & Fils la somme de 1 071,96 € au plus tard le 25 août 2026, pour les factures suivantes, qui restent dues :

- Facture FA-2026-0001, Émise le 05/01/2026, Échéance 04/02/2026, Montant 1 240,55 €, Payé 240,55 €, Reste dû 1 000,00 €

Principal 1 000,00 €
Intérêts jusqu’au 30 juin 2026 31,96 €
Indemnité forfaitaire pour frais de recouvrement (Code de commerce D441-5) 40,00 €
Autres accessoires 0,00 €
Somme à payer 1 071,96 €
Payer exactement 1 071,96 € au plus tard le 25 août 2026 clôt le dossier. Passé cette date s’y ajoutent les intérêts courus depuis le 30 juin 2026, jusqu’au complet paiement.

Pour payer
https://payer.exemple.fr/d/7KQ2M9XT4RPB
Clé de paiement : 7KQ2 M9XT 4RPB
Par virement : IBAN FR76 3000 6000 0112 3456 7890 189 (Relance Conseil), référence RF86 D202 6000 42

La présente vaut mise en demeure (article 1344 du code civil) et fait courir les intérêts moratoires (article 1344-1), s’ils ne courent pas déjà. À défaut de paiement dans ce délai, Menuiserie Lebœuf & Fils pourra saisir le tribunal compétent.

Si vous contestez cette somme, dites-nous pourquoi par écrit avant cette date, pièces à l’appui ; si vous ne pouvez pas la payer en une fois, proposez-nous un échéancier (référence D-2026-00042).

Veuillez agréer, Madame, Monsieur, nos salutations distinguées.
Relance Conseil

Article L. 111-8 du code des procédures civiles d’exécution, alinéas 2 et 3
Les frais de recouvrement entrepris sans titre exécutoire restent à la charge du créancier, sauf s'ils concernent un acte dont l'accomplissement est prescrit par la loi au créancier. Toute stipulation contraire est réputée non écrite, sauf disposition législative contraire.
Cependant, le créancier qui justifie du caractère nécessaire des démarches entreprises pour recouvrer sa créance peut demander au juge de l'exécution de laisser tout ou partie des frais ainsi exposés à la charge du débiteur de mauvaise foi.`)
  })

  it('is a Belgian creditor’s free first reminder to a consumer', () => {
    const { subject, text } = composeMessage(
      facts({
        country: 'BE',
        collects: 'creditor',
        regimes: ['consumer'],
        language: 'nl',
        stage: 'amicable',
        openingLetter: null,
        payBefore: '2026-06-02',
        claims: one.map((claim) => ({ ...claim, category: 'energy' })),
        principalCents: cents(1_000_00),
        amountCents: cents(1_000_00),
        interestCents: cents(0),
        interestThrough: null,
        accrues: false,
        indemnityCents: cents(0),
        penaltyCents: cents(90_00),
        creditor: { name: 'Energie Zuid', addressLine: 'Kaai 2, 2000 Antwerpen', number: 'KBO 0403.170.701' },
        sender: { name: 'Energie Zuid', addressLine: 'Kaai 2, 2000 Antwerpen', iban: 'BE68539007547034', supervisor: null },
      }),
      'letter',
    )
    expect(plain(subject ?? '')).toBe('Herinnering: uw dossier D-2026-00042')
    expect(plain(text)).toBe(`Geachte mevrouw, geachte heer,

Wij hebben uw betaling nog niet ontvangen. Misschien is het u ontgaan: er staat nog € 1.000,00 open. Wij vragen u dat bedrag te betalen, uiterlijk op 2 juni 2026.

- Factuur FA-2026-0001 (energie), Datum 05-01-2026, Vervaldag 04-02-2026, Bedrag € 1.240,55, Betaald € 240,55, Openstaand € 1.000,00

Hoofdsom € 1.000,00
Interest € 0,00
Andere bijkomende bedragen € 0,00
Te betalen € 1.000,00
Betaalt u uiterlijk op 2 juni 2026 precies € 1.000,00, dan is het dossier afgesloten. Daarna kan het bedrag wijzigen.

Schuldeiser en betalingstermijn
Schuldeiser: Energie Zuid, KBO 0403.170.701.
U hebt 14 kalenderdagen om zonder kosten te betalen. Die termijn begint op de 3e werkdag na verzending met de post, of op de dag na elektronische verzending; tot dan vragen wij u geen verwijlinterest en geen schadevergoeding. Betaalt u niet binnen die termijn, dan kan een schadevergoeding van hoogstens € 90,00 worden gevraagd, als uw overeenkomst daarin voorziet.

Zo kunt u betalen
https://payer.exemple.fr/d/7KQ2M9XT4RPB
Betaalsleutel: 7KQ2 M9XT 4RPB
Per overschrijving: IBAN BE68 5390 0754 7034 (Energie Zuid), referentie RF86 D202 6000 42

Is uw betaling al onderweg, dan danken wij u en mag u deze herinnering als niet verzonden beschouwen. Een vraag, een betwisting, een moeilijkheid? Schrijf ons, referentie D-2026-00042.

Met vriendelijke groet,
Energie Zuid, Kaai 2, 2000 Antwerpen`)
  })

  it('is a German Mahnung', () => {
    const { subject, text } = composeMessage(
      facts({
        country: 'DE',
        language: 'de',
        stage: 'formal-notice',
        claims: one,
        principalCents: cents(1_000_00),
        interestCents: cents(27_01),
        amountCents: cents(1_067_01),
        indemnitySource: 'BGB § 288 V',
      }),
      'letter',
    )
    expect(plain(subject ?? '')).toBe('Mahnung: Ihr Aktenzeichen D-2026-00042')
    expect(plain(text)).toBe(`Sehr geehrte Damen und Herren,

Relance Conseil, 2 place Bellecour, 69002 Lyon, schreibt Ihnen im Auftrag von Menuiserie Lebœuf & Fils, 14 rue de la Forêt, 69007 Lyon. Relance Conseil zieht Forderungen außergerichtlich für andere ein. Wir beziehen uns auf unser Schreiben vom 7. April 2026, Zeichen D-2026-00042-1.

Ihre Zahlung steht noch aus. Mit diesem Schreiben vom 11. Mai 2026 mahnen wir Sie, 1.067,01 € an Menuiserie Lebœuf & Fils bis zum 1. Juni 2026 zu zahlen. Die folgenden Rechnungen sind noch offen:

- Rechnung FA-2026-0001, Vom 05.01.2026, Fällig am 04.02.2026, Betrag 1.240,55 €, Gezahlt 240,55 €, Offen 1.000,00 €

Hauptforderung 1.000,00 €
Zinsen bis zum 11. Mai 2026 27,01 €
Verzugspauschale (BGB § 288 V) 40,00 €
Sonstige Nebenforderungen 0,00 €
Zu zahlen 1.067,01 €
Zahlen Sie bis zum 1. Juni 2026 genau 1.067,01 €, ist die Sache erledigt. Danach kommen die seit dem 11. Mai 2026 laufenden Zinsen bis zur Zahlung hinzu.

So können Sie zahlen
https://payer.exemple.fr/d/7KQ2M9XT4RPB
Zahlungsschlüssel: 7KQ2 M9XT 4RPB
Per Überweisung: IBAN FR76 3000 6000 0112 3456 7890 189 (Relance Conseil), Referenz RF86 D202 6000 42

Dieses Schreiben ist eine Mahnung im Sinne von § 286 BGB. Zahlen Sie nicht innerhalb dieser Frist, kann Menuiserie Lebœuf & Fils das zuständige Gericht anrufen.

Wenn Sie Einwände haben, nennen Sie sie uns bitte vor diesem Tag schriftlich und mit Belegen; wenn Sie nicht auf einmal zahlen können, schlagen Sie uns Raten vor (Aktenzeichen D-2026-00042).

Mit freundlichen Grüßen
Relance Conseil`)
  })
})
