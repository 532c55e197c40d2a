import type { TemplateLanguage } from './format.js'
import type { JudicialNews } from './side-facts.js'

/** A stage as it is shown: days and the court in words. */
export interface NewsShown {
  on: string
  court: string
  /** The last day that comes next, where one is known. */
  until: string | null
  /** Principal that a judgment grants, where that is told. */
  principal: string | null
}

/** What a debtor is told of each stage, paragraph by paragraph: what happened and what it means; what it may do, and until when. */
export interface JudicialPhrases {
  /** For a court without a name. */
  theCourt: string
  news: Record<JudicialNews['news'], (shown: NewsShown) => string[]>
}

export const JUDICIAL_PHRASES: Record<TemplateLanguage, JudicialPhrases> = {
  fr: {
    theCourt: 'la juridiction saisie',
    news: {
      filed: ({ on, court }) => [
        `Le ${on}, une demande a été déposée devant ${court} pour faire reconnaître la somme due.`,
        'Vous n’avez rien à faire à ce stade. Payer tout ce qui est dû met fin à la procédure.',
      ],
      granted: ({ on, court }) => [
        `Le ${on}, ${court} a rendu une décision qui vous demande de payer.`,
        'Elle doit encore vous être signifiée : l’acte dira comment, où et jusqu’à quand vous pouvez vous y opposer.',
      ],
      served: ({ on, court, until }) => [
        `La décision de payer vous a été signifiée le ${on}.`,
        until
          ? `Si vous n’êtes pas d’accord, vous pouvez former opposition devant ${court} jusqu’au ${until} inclus. L’acte qui vous a été signifié dit comment, et lui seul fait foi.`
          : `Si vous n’êtes pas d’accord, vous pouvez former opposition devant ${court}. L’acte qui vous a été signifié dit comment et jusqu’à quand.`,
        'Sans paiement ni opposition dans ce délai, la décision pourra être exécutée.',
      ],
      invited: ({ on, until }) => [
        `Le ${on}, vous avez été invité à participer à une procédure simplifiée, pour convenir du paiement.`,
        `Vous pouvez accepter ou refuser${until ? ` jusqu’au ${until} inclus` : ''}. Sans accord, cette procédure prend fin, et une autre peut être engagée.`,
      ],
      agreed: ({ on }) => [
        `Votre accord a été constaté le ${on}.`,
        'Un titre va être établi sur ce qui a été convenu. Payer comme convenu évite toute exécution.',
      ],
      opposed: ({ on, court }) => [
        `Votre opposition a été reçue le ${on}.`,
        `L’affaire sera jugée par ${court} : vous serez convoqué, et pourrez présenter vos arguments et vos pièces.`,
      ],
      summoned: ({ on, until }) => [
        `Une assignation vous a été délivrée le ${on}.`,
        `${until ? `L’audience est fixée au ${until}. ` : ''}L’acte dit où et quand vous présenter, et s’il vous faut un avocat.`,
      ],
      hearing: ({ court, until }) => [
        until ? `Une audience est fixée au ${until} devant ${court}.` : `L’affaire est examinée par ${court}.`,
        'Vous pouvez y présenter vos arguments et vos pièces.',
      ],
      judged: ({ on, court, until }) => [
        `Le ${on}, ${court} a rendu son jugement.`,
        until
          ? `Un appel est possible jusqu’au ${until} inclus.`
          : 'L’acte par lequel il vous est signifié dit si un recours est possible, et jusqu’à quand.',
      ],
      appealed: ({ on }) => [`Un appel a été formé le ${on}.`, 'L’affaire sera jugée à nouveau ; vous en serez informé.'],
      enforceable: ({ on, until }) => [
        `Depuis le ${on}, la décision peut être exécutée, au besoin par un commissaire de justice ou son équivalent.`,
        'Payer maintenant, ou convenir de dates avec nous, évite de nouveaux frais.',
        ...(until ? [`Un recours reste ouvert jusqu’au ${until} inclus. L’acte qui vous a été signifié dit lequel, où et comment.`] : []),
      ],
      enforcing: ({ on }) => [
        `Le ${on}, une mesure d’exécution a été pratiquée.`,
        'L’acte qui vous est remis dit devant quel juge et jusqu’à quand vous pouvez la contester.',
      ],
      stayed: ({ on }) => [`Depuis le ${on}, la procédure est suspendue.`, 'Vous serez informé si elle reprend.'],
      resumed: ({ on }) => [
        `La procédure, qui était suspendue, reprend depuis le ${on}.`,
        'Elle reprend où elle en était. Un acte qui vous a été signifié dit ce que vous pouvez faire et jusqu’à quand.',
      ],
      paid: ({ on }) => [`La somme est réglée : la procédure a pris fin le ${on}.`],
      settled: ({ on }) => [
        `L’accord conclu avec vous est exécuté : la procédure a pris fin le ${on}.`,
        'De part et d’autre, chacun renonce à la poursuivre.',
      ],
      withdrawn: ({ on }) => [
        `La procédure a été arrêtée le ${on}.`,
        'Vous n’avez plus à y répondre. Ce qui reste dû n’en est pas changé.',
      ],
      'without-title': ({ on }) => [
        `La procédure a pris fin le ${on}, sans décision à exécuter contre vous.`,
        'Ce qui reste dû n’en est pas changé, et une autre voie peut être suivie.',
      ],
      'title-judged': ({ on, principal }) => [
        `Le jugement rendu sur votre opposition remplace l’ordonnance depuis le ${on}${principal ? ` : il retient ${principal} en principal` : ''}.`,
        'Seul ce qu’il accorde peut encore être demandé. Ce qui aurait été perçu au-delà vous est dû.',
      ],
      'title-lost': ({ on }) => [
        `Votre opposition a été accueillie : depuis le ${on}, l’ordonnance ne peut plus être exécutée, et rien n’est plus demandé à ce titre.`,
        'Ce qui aurait été perçu au titre de l’ordonnance vous est dû.',
      ],
    },
  },
  en: {
    theCourt: 'the court seised',
    news: {
      filed: ({ on, court }) => [
        `On ${on} a request was filed with ${court}, to have the sum that is owed recognised.`,
        'There is nothing for you to do at this stage. Paying all that is owed ends the proceeding.',
      ],
      granted: ({ on, court }) => [
        `On ${on} ${court} made a decision that asks you to pay.`,
        'It has yet to be served on you: the act will say how, where and until when you may object to it.',
      ],
      served: ({ on, court, until }) => [
        `The decision to pay was served on you on ${on}.`,
        until
          ? `If you do not agree, you may object before ${court} until ${until}, that day included. The act that was served on you says how, and it alone counts.`
          : `If you do not agree, you may object before ${court}. The act that was served on you says how and until when.`,
        'Without payment or objection in that time the decision may be enforced.',
      ],
      invited: ({ on, until }) => [
        `On ${on} you were invited to take part in a simplified procedure, to agree on payment.`,
        `You may accept or decline${until ? ` until ${until}, that day included` : ''}. Without an agreement this procedure ends, and another one may be begun.`,
      ],
      agreed: ({ on }) => [
        `Your agreement was recorded on ${on}.`,
        'A title will be made of what was agreed. Paying as agreed avoids any enforcement.',
      ],
      opposed: ({ on, court }) => [
        `Your objection was received on ${on}.`,
        `The case will be judged by ${court}: you will be called, and may bring your arguments and your evidence.`,
      ],
      summoned: ({ on, until }) => [
        `A summons was served on you on ${on}.`,
        `${until ? `The hearing is on ${until}. ` : ''}The act says where and when to appear, and whether you need a lawyer.`,
      ],
      hearing: ({ court, until }) => [
        until ? `A hearing is set for ${until} before ${court}.` : `The case is being heard by ${court}.`,
        'You may bring your arguments and your evidence there.',
      ],
      judged: ({ on, court, until }) => [
        `On ${on} ${court} gave its judgment.`,
        until
          ? `It may be appealed until ${until}, that day included.`
          : 'The act by which it is served on you says whether it may be appealed, and until when.',
      ],
      appealed: ({ on }) => [`An appeal was lodged on ${on}.`, 'The case will be judged anew; you will be told.'],
      enforceable: ({ on, until }) => [
        `Since ${on} the decision may be enforced, if need be by an enforcement officer.`,
        'Paying now, or agreeing on dates with us, avoids more costs.',
        ...(until
          ? [`It may still be challenged until ${until}, that day included. The act that was served on you says how and where.`]
          : []),
      ],
      enforcing: ({ on }) => [
        `On ${on} a measure of enforcement was taken.`,
        'The act that is handed to you says before which judge and until when you may contest it.',
      ],
      stayed: ({ on }) => [`Since ${on} the proceeding stands still.`, 'You will be told if it goes on.'],
      resumed: ({ on }) => [
        `The proceeding, which stood still, goes on since ${on}.`,
        'It goes on from where it stood. An act that was served on you says what you may do and until when.',
      ],
      paid: ({ on }) => [`The sum is paid: the proceeding ended on ${on}.`],
      settled: ({ on }) => [
        `What was agreed with you has been carried out: the proceeding ended on ${on}.`,
        'Neither side will pursue it any further.',
      ],
      withdrawn: ({ on }) => [
        `The proceeding was stopped on ${on}.`,
        'You no longer have to answer it. What is still owed has not changed by that.',
      ],
      'without-title': ({ on }) => [
        `The proceeding ended on ${on}, without a decision to enforce against you.`,
        'What is still owed has not changed by that, and another road may be taken.',
      ],
      'title-judged': ({ on, principal }) => [
        `Since ${on} the judgment on your objection takes the place of the order${principal ? `: it grants ${principal} in principal` : ''}.`,
        'Only what it grants can still be asked for. What may have been collected beyond it is owed to you.',
      ],
      'title-lost': ({ on }) => [
        `Your objection was upheld: since ${on} the order can no longer be enforced, and nothing is asked for by it any more.`,
        'What may have been collected by the order is owed to you.',
      ],
    },
  },
  de: {
    theCourt: 'dem zuständigen Gericht',
    news: {
      filed: ({ on, court }) => [
        `Am ${on} wurde ein Antrag gestellt, über die offene Summe zu entscheiden (Gericht: ${court}).`,
        'Sie müssen derzeit nichts tun. Wenn Sie alles zahlen, was offen ist, endet das Verfahren.',
      ],
      granted: ({ on, court }) => [
        `Am ${on} erging eine Entscheidung, nach der Sie zahlen sollen (Gericht: ${court}).`,
        'Sie wird Ihnen noch zugestellt: Darin steht, wie, wo und bis wann Sie sich dagegen wehren können.',
      ],
      served: ({ on, court, until }) => [
        `Die Entscheidung wurde Ihnen am ${on} zugestellt.`,
        until
          ? `Wenn Sie nicht einverstanden sind, können Sie bis einschließlich ${until} widersprechen (Gericht: ${court}). Wie, steht in dem zugestellten Schriftstück; nur dieses ist maßgeblich.`
          : `Wenn Sie nicht einverstanden sind, können Sie widersprechen (Gericht: ${court}). Wie und bis wann, steht in dem zugestellten Schriftstück.`,
        'Ohne Zahlung oder Widerspruch in dieser Zeit kann die Entscheidung vollstreckt werden.',
      ],
      invited: ({ on, until }) => [
        `Am ${on} wurden Sie eingeladen, in einem vereinfachten Verfahren eine Einigung über die Zahlung zu finden.`,
        `Sie können annehmen oder ablehnen${until ? `, bis einschließlich ${until}` : ''}. Ohne Einigung endet dieses Verfahren, und ein anderes kann folgen.`,
      ],
      agreed: ({ on }) => [
        `Ihre Zustimmung wurde am ${on} festgehalten.`,
        'Über das Vereinbarte wird ein Titel erstellt. Wenn Sie zahlen wie vereinbart, wird nicht vollstreckt.',
      ],
      opposed: ({ on, court }) => [
        `Ihr Widerspruch ging am ${on} ein.`,
        `Die Sache wird nun verhandelt (Gericht: ${court}): Sie werden geladen und können Ihre Gründe und Belege vorbringen.`,
      ],
      summoned: ({ on, until }) => [
        `Eine Ladung wurde Ihnen am ${on} zugestellt.`,
        `${until ? `Der Termin ist am ${until}. ` : ''}Darin steht, wo und wann Sie erscheinen sollen und ob Sie einen Anwalt brauchen.`,
      ],
      hearing: ({ court, until }) => [
        until ? `Ein Termin ist für den ${until} bestimmt (Gericht: ${court}).` : `Die Sache wird verhandelt (Gericht: ${court}).`,
        'Sie können dort Ihre Gründe und Belege vorbringen.',
      ],
      judged: ({ on, court, until }) => [
        `Am ${on} erging das Urteil (Gericht: ${court}).`,
        until
          ? `Ein Rechtsmittel ist bis einschließlich ${until} möglich.`
          : 'Ob und bis wann ein Rechtsmittel möglich ist, steht in dem zugestellten Schriftstück.',
      ],
      appealed: ({ on }) => [`Am ${on} wurde ein Rechtsmittel eingelegt.`, 'Über die Sache wird neu entschieden; Sie hören davon.'],
      enforceable: ({ on, until }) => [
        `Seit dem ${on} kann die Entscheidung vollstreckt werden, wenn nötig durch einen Gerichtsvollzieher.`,
        'Wenn Sie jetzt zahlen oder Termine mit uns vereinbaren, vermeiden Sie weitere Kosten.',
        ...(until
          ? [`Sie können sich noch bis einschließlich ${until} dagegen wehren. Wie und wo, steht in dem zugestellten Schriftstück.`]
          : []),
      ],
      enforcing: ({ on }) => [
        `Am ${on} wurde vollstreckt.`,
        'In dem Schriftstück, das Sie erhalten, steht, bei welchem Gericht und bis wann Sie sich wehren können.',
      ],
      stayed: ({ on }) => [`Seit dem ${on} ruht das Verfahren.`, 'Wenn es weitergeht, hören Sie davon.'],
      resumed: ({ on }) => [
        `Das Verfahren, das ruhte, geht seit dem ${on} weiter.`,
        'Es geht weiter, wo es stand. Was Sie tun können und bis wann, steht in dem Schriftstück, das Ihnen zugestellt wurde.',
      ],
      paid: ({ on }) => [`Die Summe ist gezahlt: Das Verfahren endete am ${on}.`],
      settled: ({ on }) => [`Was mit Ihnen vereinbart wurde, ist erfüllt: Das Verfahren endete am ${on}.`, 'Keine Seite führt es weiter.'],
      withdrawn: ({ on }) => [
        `Das Verfahren wurde am ${on} beendet.`,
        'Sie müssen darauf nicht mehr antworten. An dem, was noch offen ist, ändert das nichts.',
      ],
      'without-title': ({ on }) => [
        `Das Verfahren endete am ${on}, ohne dass eine Entscheidung gegen Sie vollstreckt werden kann.`,
        'An dem, was noch offen ist, ändert das nichts, und ein anderer Weg bleibt möglich.',
      ],
      'title-judged': ({ on, principal }) => [
        `Seit dem ${on} tritt das Urteil über Ihren Widerspruch an die Stelle der Entscheidung${principal ? `: Es spricht als Hauptforderung ${principal} zu` : ''}.`,
        'Nur was es zuspricht, kann noch verlangt werden. Was darüber hinaus eingezogen wurde, steht Ihnen zu.',
      ],
      'title-lost': ({ on }) => [
        `Ihr Widerspruch hatte Erfolg: Seit dem ${on} kann die Entscheidung nicht mehr vollstreckt werden, und aus ihr wird nichts mehr verlangt.`,
        'Was aus ihr eingezogen wurde, steht Ihnen zu.',
      ],
    },
  },
  nl: {
    theCourt: 'de bevoegde rechtbank',
    news: {
      filed: ({ on, court }) => [
        `Op ${on} is een verzoek ingediend om het bedrag vast te stellen dat openstaat (rechtbank: ${court}).`,
        'U hoeft nu niets te doen. Betaalt u alles wat openstaat, dan eindigt de procedure.',
      ],
      granted: ({ on, court }) => [
        `Op ${on} is beslist dat u moet betalen (rechtbank: ${court}).`,
        'De beslissing wordt u nog betekend: daarin staat hoe, waar en tot wanneer u zich kunt verzetten.',
      ],
      served: ({ on, court, until }) => [
        `De beslissing is u op ${on} betekend.`,
        until
          ? `Bent u het niet eens, dan kunt u tot en met ${until} verzet doen (rechtbank: ${court}). In de betekende akte staat hoe, en alleen die telt.`
          : `Bent u het niet eens, dan kunt u verzet doen (rechtbank: ${court}). In de betekende akte staat hoe en tot wanneer.`,
        'Zonder betaling of verzet binnen die tijd kan de beslissing worden uitgevoerd.',
      ],
      invited: ({ on, until }) => [
        `Op ${on} bent u uitgenodigd voor een vereenvoudigde procedure, om de betaling af te spreken.`,
        `U kunt aanvaarden of weigeren${until ? `, tot en met ${until}` : ''}. Zonder akkoord eindigt deze procedure en kan een andere volgen.`,
      ],
      agreed: ({ on }) => [
        `Uw akkoord is vastgelegd op ${on}.`,
        'Van de afspraak wordt een titel gemaakt. Betaalt u zoals afgesproken, dan volgt geen uitvoering.',
      ],
      opposed: ({ on, court }) => [
        `Uw verzet is ontvangen op ${on}.`,
        `De zaak wordt nu behandeld (rechtbank: ${court}): u wordt opgeroepen en kunt uw argumenten en stukken voorleggen.`,
      ],
      summoned: ({ on, until }) => [
        `Een dagvaarding is u betekend op ${on}.`,
        `${until ? `De zitting is op ${until}. ` : ''}In de akte staat waar en wanneer u moet verschijnen, en of u een advocaat nodig hebt.`,
      ],
      hearing: ({ court, until }) => [
        until ? `Er is een zitting op ${until} (rechtbank: ${court}).` : `De zaak wordt behandeld (rechtbank: ${court}).`,
        'U kunt daar uw argumenten en stukken voorleggen.',
      ],
      judged: ({ on, court, until }) => [
        `Op ${on} is het vonnis gewezen (rechtbank: ${court}).`,
        until ? `Beroep is mogelijk tot en met ${until}.` : 'In de betekende akte staat of beroep mogelijk is, en tot wanneer.',
      ],
      appealed: ({ on }) => [`Op ${on} is beroep ingesteld.`, 'De zaak wordt opnieuw beoordeeld; u hoort daarvan.'],
      enforceable: ({ on, until }) => [
        `Sinds ${on} kan de beslissing worden uitgevoerd, zo nodig door een gerechtsdeurwaarder.`,
        'Betaalt u nu, of spreekt u data met ons af, dan vermijdt u verdere kosten.',
        ...(until ? [`U kunt zich nog tot en met ${until} verzetten. In de betekende akte staat hoe en waar.`] : []),
      ],
      enforcing: ({ on }) => [
        `Op ${on} is een maatregel van uitvoering genomen.`,
        'In de akte die u krijgt staat bij welke rechter en tot wanneer u zich kunt verzetten.',
      ],
      stayed: ({ on }) => [`Sinds ${on} ligt de procedure stil.`, 'U hoort het als zij verdergaat.'],
      resumed: ({ on }) => [
        `De procedure, die stillag, gaat sinds ${on} verder.`,
        'Zij gaat verder waar zij stond. In een akte die u is betekend staat wat u kunt doen en tot wanneer.',
      ],
      paid: ({ on }) => [`Het bedrag is betaald: de procedure eindigde op ${on}.`],
      settled: ({ on }) => [
        `Wat met u is afgesproken, is uitgevoerd: de procedure eindigde op ${on}.`,
        'Geen van beide partijen zet haar voort.',
      ],
      withdrawn: ({ on }) => [
        `De procedure is stopgezet op ${on}.`,
        'U hoeft er niet meer op te antwoorden. Wat nog openstaat, verandert daardoor niet.',
      ],
      'without-title': ({ on }) => [
        `De procedure eindigde op ${on}, zonder beslissing die tegen u kan worden uitgevoerd.`,
        'Wat nog openstaat, verandert daardoor niet, en een andere weg blijft mogelijk.',
      ],
      'title-judged': ({ on, principal }) => [
        `Sinds ${on} komt het vonnis op uw verzet in de plaats van de beslissing${principal ? `: het kent ${principal} aan hoofdsom toe` : ''}.`,
        'Alleen wat het toekent, kan nog worden gevraagd. Wat daarboven is geïnd, komt u toe.',
      ],
      'title-lost': ({ on }) => [
        `Uw verzet is gegrond: sinds ${on} kan de beslissing niet meer worden uitgevoerd, en wordt op grond daarvan niets meer gevraagd.`,
        'Wat op grond van de beslissing is geïnd, komt u toe.',
      ],
    },
  },
}
