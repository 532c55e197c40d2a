import type { TemplateLanguage } from './format.js'

/** The words of what is laid out in messages beside the road, and of what has changed since the last message. */
export interface SidePhrases {
  /** @param amount what of the claim is contested; null for all of it */
  contested: (claim: string, amount: string | null) => string
  /** @param takenOff what was taken off the claim */
  decided: Record<'upheld' | 'partly-upheld' | 'rejected', (takenOff: string) => string>
  changed: (claim: string, takenOff: string, on: string) => string
  /** That a part of a claim is not asked for while nobody has answered. */
  leftOut: (claim: string, contested: string) => string
  /** Of which day a sum is that closes nothing by itself. */
  stated: (today: string) => string
  nothingAsked: string
  collected: Record<'direct-debit' | 'card', string>
  mediation: { title: string; text: string }
}

export const SIDE_PHRASES: Record<TemplateLanguage, SidePhrases> = {
  fr: {
    contested: (claim, amount) => `Vous avez contesté la facture ${claim}${amount ? `, à hauteur de ${amount}` : ''}.`,
    decided: {
      upheld: (takenOff) => `Après examen, votre contestation est acceptée : ${takenOff} sont retirés de cette facture.`,
      'partly-upheld': (takenOff) =>
        `Après examen, votre contestation est acceptée en partie : ${takenOff} sont retirés de cette facture, le reste est maintenu.`,
      rejected: () => 'Après examen, votre contestation n’est pas acceptée : rien n’est retiré de cette facture.',
    },
    changed: (claim, takenOff, on) =>
      `Ce qui a changé : à la suite de votre contestation, ${takenOff} ont été retirés de la facture ${claim} le ${on}. Les montants ci-dessous en tiennent compte.`,
    leftOut: (claim, contested) =>
      `Vous contestez ${contested} de la facture ${claim} : cette somme ne vous est pas demandée tant que nous n’avons pas répondu.`,
    stated: (today) => `Somme arrêtée au ${today}.`,
    nothingAsked: 'Rien ne vous est demandé à ce jour sur ce dossier.',
    collected: {
      'direct-debit': 'Elle sera prélevée sur votre compte à cette date : vous n’avez rien à faire.',
      card: 'Elle sera débitée de votre carte à cette date : vous n’avez rien à faire.',
    },
    mediation: {
      title: 'Médiation de la consommation',
      text: 'Si cette réponse ne vous convient pas, vous pouvez saisir gratuitement le médiateur suivant :',
    },
  },
  en: {
    contested: (claim, amount) => `You disputed ${amount ? `${amount} of ` : ''}the invoice ${claim}.`,
    decided: {
      upheld: (takenOff) => `Having examined it, we accept your dispute: ${takenOff} is taken off this invoice.`,
      'partly-upheld': (takenOff) =>
        `Having examined it, we accept your dispute in part: ${takenOff} is taken off this invoice, the rest is maintained.`,
      rejected: () => 'Having examined it, we do not accept your dispute: nothing is taken off this invoice.',
    },
    changed: (claim, takenOff, on) =>
      `What has changed: following your dispute, ${takenOff} was taken off the invoice ${claim} on ${on}. The sums below take this into account.`,
    leftOut: (claim, contested) =>
      `You dispute ${contested} of the invoice ${claim}: this sum is not asked of you as long as we have not answered.`,
    stated: (today) => `Sum as of ${today}.`,
    nothingAsked: 'At present nothing is asked of you on this file.',
    collected: {
      'direct-debit': 'It will be debited from your account on that day: there is nothing for you to do.',
      card: 'It will be charged to your card on that day: there is nothing for you to do.',
    },
    mediation: {
      title: 'Consumer mediation',
      text: 'If this answer does not satisfy you, you may turn, free of charge, to this mediator:',
    },
  },
  de: {
    contested: (claim, amount) => `Sie haben der Rechnung ${claim}${amount ? ` in Höhe von ${amount}` : ''} widersprochen.`,
    decided: {
      upheld: (takenOff) => `Nach Prüfung geben wir Ihrem Einwand statt: ${takenOff} werden von dieser Rechnung abgezogen.`,
      'partly-upheld': (takenOff) =>
        `Nach Prüfung geben wir Ihrem Einwand teilweise statt: ${takenOff} werden von dieser Rechnung abgezogen, der Rest bleibt bestehen.`,
      rejected: () => 'Nach Prüfung können wir Ihrem Einwand nicht stattgeben: Von dieser Rechnung wird nichts abgezogen.',
    },
    changed: (claim, takenOff, on) =>
      `Was sich geändert hat: Auf Ihren Einwand hin wurden am ${on} von der Rechnung ${claim} ${takenOff} abgezogen. Die folgenden Beträge berücksichtigen das.`,
    leftOut: (claim, contested) =>
      `Sie bestreiten ${contested} der Rechnung ${claim}: Dieser Betrag wird nicht verlangt, solange wir nicht geantwortet haben.`,
    stated: (today) => `Stand: ${today}.`,
    nothingAsked: 'Derzeit wird in dieser Sache nichts von Ihnen verlangt.',
    collected: {
      'direct-debit': 'Sie wird an diesem Tag von Ihrem Konto eingezogen: Sie müssen nichts tun.',
      card: 'Ihre Karte wird an diesem Tag damit belastet: Sie müssen nichts tun.',
    },
    mediation: {
      title: 'Verbraucherschlichtung',
      text: 'Wenn Sie mit dieser Antwort nicht einverstanden sind, können Sie sich kostenfrei an diese Stelle wenden:',
    },
  },
  nl: {
    contested: (claim, amount) => `U hebt factuur ${claim}${amount ? ` voor ${amount}` : ''} betwist.`,
    decided: {
      upheld: (takenOff) => `Na onderzoek aanvaarden wij uw betwisting: ${takenOff} wordt van deze factuur afgetrokken.`,
      'partly-upheld': (takenOff) =>
        `Na onderzoek aanvaarden wij uw betwisting gedeeltelijk: ${takenOff} wordt van deze factuur afgetrokken, de rest blijft verschuldigd.`,
      rejected: () => 'Na onderzoek aanvaarden wij uw betwisting niet: er wordt niets van deze factuur afgetrokken.',
    },
    changed: (claim, takenOff, on) =>
      `Wat er veranderd is: na uw betwisting is op ${on} ${takenOff} van factuur ${claim} afgetrokken. De bedragen hieronder houden daar rekening mee.`,
    leftOut: (claim, contested) =>
      `U betwist ${contested} van factuur ${claim}: dit bedrag wordt niet gevraagd zolang wij niet hebben geantwoord.`,
    stated: (today) => `Bedrag op ${today}.`,
    nothingAsked: 'Op dit ogenblik wordt in dit dossier niets van u gevraagd.',
    collected: {
      'direct-debit': 'Het wordt op die dag van uw rekening afgeschreven: u hoeft niets te doen.',
      card: 'Het wordt op die dag van uw kaart afgeschreven: u hoeft niets te doen.',
    },
    mediation: {
      title: 'Consumentenbemiddeling',
      text: 'Bent u het met dit antwoord niet eens, dan kunt u kosteloos terecht bij deze ombudsdienst:',
    },
  },
}
