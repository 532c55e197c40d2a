import type { PaperSection } from '../providers/paper-pdf.js'
import type { MandatePaper } from '../store/mandate-paper.js'

/** The annex on data processing that a mandate comes with (GDPR article 28): subject, duration, nature, kinds of data, duties. A template, in French. */
export function dataAnnex({ creditor, agency }: MandatePaper): PaperSection {
  return {
    title: 'Annexe : traitement de données personnelles (article 28 du RGPD)',
    onNewPage: true,
    blocks: [
      {
        kind: 'terms',
        rows: [
          ['Responsable du traitement', creditor.name],
          ['Sous-traitant', agency.name],
          ['Objet', 'le recouvrement des créances confiées par le présent mandat'],
          ['Durée', 'celle du mandat, puis le temps que la loi impose de conserver les dossiers et leurs pièces comptables'],
          ['Nature', 'collecte, enregistrement, consultation, envoi de courriers et de messages, encaissement, archivage, effacement'],
          ['Personnes concernées', 'les débiteurs, leurs codébiteurs et cautions, et ceux qui paient ou écrivent pour eux'],
          [
            'Données',
            'identité, coordonnées, numéros d’identification, factures et pièces, paiements, échanges ; aucune donnée de l’article 9 n’est demandée',
          ],
        ],
      },
      { kind: 'paragraph', text: 'Le sous-traitant s’engage à :' },
      {
        kind: 'list',
        items: [
          'ne traiter les données que sur instruction documentée du responsable, dont le mandat fait partie ;',
          'tenir au secret toutes les personnes qui y ont accès ;',
          'prendre les mesures de sécurité de l’article 32, dont le chiffrement et la traçabilité des accès ;',
          'ne recourir à d’autres sous-traitants (imprimeur, opérateurs de messages, prestataires de paiement) que sous les mêmes obligations, le responsable étant informé de tout changement et pouvant s’y opposer ;',
          'aider le responsable à répondre aux demandes d’accès, de rectification, d’effacement, de limitation et d’opposition ;',
          'l’aider à respecter les articles 32 à 36, et lui notifier toute violation de données sans délai après en avoir pris connaissance ;',
          'effacer ou restituer les données à la fin du mandat, selon son choix, sauf ce que la loi impose de conserver ;',
          'mettre à sa disposition de quoi prouver le respect de ces obligations, et se prêter à ses audits.',
        ],
      },
      {
        kind: 'paragraph',
        text: 'L’information des débiteurs (article 14) est donnée par le sous-traitant dans son premier courrier.',
      },
    ],
  }
}
