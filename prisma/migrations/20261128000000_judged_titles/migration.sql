-- AlterEnum
ALTER TYPE "entry_kind" ADD VALUE 'cancellation';

-- AlterTable
ALTER TABLE "title" ADD COLUMN     "replaces_id" UUID;

-- AlterTable
ALTER TABLE "proceeding_cost" ADD COLUMN     "cancelled_on" DATE;

-- AddForeignKey
ALTER TABLE "title" ADD CONSTRAINT "title_replaces_id_fkey" FOREIGN KEY ("replaces_id") REFERENCES "title"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- An enforcement goes on by the judgment that takes the place of its order.
GRANT UPDATE (title_id) ON proceeding TO relance_app;
GRANT UPDATE (cancelled_on) ON proceeding_cost TO relance_app;

-- CreateTable
CREATE TABLE "exhibit_holder" (
    "proceeding_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "handed_on" DATE NOT NULL,

    CONSTRAINT "exhibit_holder_pkey" PRIMARY KEY ("proceeding_id","organisation_id")
);

-- AddForeignKey
ALTER TABLE "exhibit_holder" ADD CONSTRAINT "exhibit_holder_proceeding_id_fkey" FOREIGN KEY ("proceeding_id") REFERENCES "proceeding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Who has exhibits now.
INSERT INTO exhibit_holder (proceeding_id, organisation_id, role, handed_on)
SELECT t.proceeding_id, t.organisation_id, min(t.assignee), min(t.handed_on)
  FROM proceeding_task t
 WHERE t.handed_on IS NOT NULL AND t.organisation_id IS NOT NULL AND t.kind NOT IN ('consign', 'withdraw', 'amend', 'suspend', 'recall-exhibits')
 GROUP BY t.proceeding_id, t.organisation_id;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON exhibit_holder FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON exhibit_holder TO relance_app;

-- CreateTable
CREATE TABLE "alarm_acknowledgement" (
    "proceeding_id" UUID NOT NULL,
    "alarm" TEXT NOT NULL,
    "last_day" DATE NOT NULL,
    "acknowledged_on" DATE NOT NULL,
    "note" TEXT,
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alarm_acknowledgement_pkey" PRIMARY KEY ("proceeding_id","alarm","last_day")
);

-- AddForeignKey
ALTER TABLE "alarm_acknowledgement" ADD CONSTRAINT "alarm_acknowledgement_proceeding_id_fkey" FOREIGN KEY ("proceeding_id") REFERENCES "proceeding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON alarm_acknowledgement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON alarm_acknowledgement TO relance_app;
