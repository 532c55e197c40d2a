-- CreateEnum
CREATE TYPE "organisation_kind" AS ENUM ('agency', 'creditor', 'officer', 'lawyer');

-- CreateEnum
CREATE TYPE "mandate_scope" AS ENUM ('amicable', 'judicial');

-- CreateEnum
CREATE TYPE "party_kind" AS ENUM ('person', 'company');

-- CreateEnum
CREATE TYPE "point_kind" AS ENUM ('postal', 'phone', 'email');

-- CreateEnum
CREATE TYPE "point_status" AS ENUM ('usable', 'unusable', 'opted_out', 'superseded');

-- CreateEnum
CREATE TYPE "override_kind" AS ENUM ('skip', 'now');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "posting_kind" ADD VALUE 'credit_note';
ALTER TYPE "posting_kind" ADD VALUE 'withdrawal';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "channel" ADD VALUE 'sms';
ALTER TYPE "channel" ADD VALUE 'email';
ALTER TYPE "channel" ADD VALUE 'call';

-- DropIndex
DROP INDEX "claim_tenant_id_reference_key";

-- AlterTable
ALTER TABLE "party" ADD COLUMN     "kind" "party_kind" NOT NULL DEFAULT 'person',
ADD COLUMN     "language" CHAR(2) NOT NULL DEFAULT 'fr';

-- AlterTable
ALTER TABLE "debt_file" ADD COLUMN     "creditor_id" UUID,
ADD COLUMN     "last_hash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "mandate_id" UUID,
ADD COLUMN     "payment_key" TEXT;

-- AlterTable
ALTER TABLE "claim" ADD COLUMN     "capacity" TEXT NOT NULL DEFAULT 'undecided',
ADD COLUMN     "category" TEXT NOT NULL DEFAULT 'goods-and-services',
ADD COLUMN     "creditor_id" UUID,
ADD COLUMN     "issue_date" DATE;

-- AlterTable
ALTER TABLE "contact" ADD COLUMN     "act_id" TEXT,
ADD COLUMN     "cost_micros" BIGINT,
ADD COLUMN     "delivery" TEXT,
ADD COLUMN     "outcome_on" DATE,
ADD COLUMN     "pay_before" DATE,
ADD COLUMN     "point_id" UUID,
ADD COLUMN     "posted_on" DATE,
ADD COLUMN     "registered" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "stage" TEXT;

-- AlterTable
ALTER TABLE "file_event" ADD COLUMN     "hash" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "kind" "organisation_kind" NOT NULL,
    "reference" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address_lines" TEXT[],
    "postcode" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "country" CHAR(2) NOT NULL DEFAULT 'FR',
    "siren" TEXT,
    "vat" TEXT,
    "iban" TEXT,
    "own" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mandate" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "creditor_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,
    "scope" "mandate_scope" NOT NULL,
    "tolerance_cents" BIGINT NOT NULL DEFAULT 0,
    "longest_plan_months" INTEGER NOT NULL DEFAULT 0,
    "most_remission_percent" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mandate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_template" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "party_identifier" (
    "tenant_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "party_id" UUID NOT NULL,

    CONSTRAINT "party_identifier_pkey" PRIMARY KEY ("tenant_id","kind","value","party_id")
);

-- CreateTable
CREATE TABLE "contact_point" (
    "id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "kind" "point_kind" NOT NULL,
    "value" TEXT,
    "mobile" BOOLEAN NOT NULL DEFAULT false,
    "address_lines" TEXT[],
    "postcode" TEXT,
    "city" TEXT,
    "country" CHAR(2),
    "status" "point_status" NOT NULL DEFAULT 'usable',
    "source" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contact_point_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_notice" (
    "id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "served_on" DATE NOT NULL,
    "reference" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "claim_notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_document" (
    "id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "claim_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_claim" (
    "contact_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,

    CONSTRAINT "contact_claim_pkey" PRIMARY KEY ("contact_id","claim_id")
);

-- CreateTable
CREATE TABLE "contact_message" (
    "contact_id" UUID NOT NULL,
    "subject" TEXT,
    "body" TEXT NOT NULL,
    "pdf_sha256" CHAR(64),
    "pages" INTEGER,

    CONSTRAINT "contact_message_pkey" PRIMARY KEY ("contact_id")
);

-- CreateTable
CREATE TABLE "delivery_event" (
    "provider" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "contact_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "code" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "delivery_event_pkey" PRIMARY KEY ("provider","event_id")
);

-- CreateTable
CREATE TABLE "step_override" (
    "file_id" UUID NOT NULL,
    "act_id" TEXT NOT NULL,
    "kind" "override_kind" NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "step_override_pkey" PRIMARY KEY ("file_id","act_id","kind")
);

-- CreateTable
CREATE TABLE "note" (
    "id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "legal_time" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staged_input" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "body" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staged_input_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_message" (
    "provider" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "tenant_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "file_id" UUID,
    "channel" "channel" NOT NULL,
    "text" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbound_message_pkey" PRIMARY KEY ("provider","message_id","party_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "organisation_tenant_id_reference_key" ON "organisation"("tenant_id", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "mandate_tenant_id_creditor_id_reference_key" ON "mandate"("tenant_id", "creditor_id", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "message_template_tenant_id_name_version_key" ON "message_template"("tenant_id", "name", "version");

-- CreateIndex
CREATE INDEX "party_identifier_party_id_idx" ON "party_identifier"("party_id");

-- CreateIndex
CREATE INDEX "contact_point_party_id_idx" ON "contact_point"("party_id");

-- CreateIndex
CREATE INDEX "claim_notice_claim_id_idx" ON "claim_notice"("claim_id");

-- CreateIndex
CREATE INDEX "claim_document_claim_id_idx" ON "claim_document"("claim_id");

-- CreateIndex
CREATE INDEX "contact_claim_claim_id_idx" ON "contact_claim"("claim_id");

-- CreateIndex
CREATE INDEX "delivery_event_contact_id_idx" ON "delivery_event"("contact_id");

-- CreateIndex
CREATE INDEX "note_file_id_idx" ON "note"("file_id");

-- CreateIndex
CREATE INDEX "inbound_message_party_id_idx" ON "inbound_message"("party_id");

-- CreateIndex
CREATE INDEX "inbound_message_file_id_idx" ON "inbound_message"("file_id");

-- CreateIndex
CREATE INDEX "debt_file_creditor_id_idx" ON "debt_file"("creditor_id");

-- CreateIndex
CREATE INDEX "debt_file_mandate_id_idx" ON "debt_file"("mandate_id");

-- CreateIndex
CREATE UNIQUE INDEX "claim_tenant_id_creditor_id_reference_key" ON "claim"("tenant_id", "creditor_id", "reference");

-- CreateIndex
CREATE INDEX "contact_provider_reference_idx" ON "contact"("provider_reference");

-- What 0.1 had written: its tenants become organisations of their own that collect without a mandate, its addresses contact
-- points, its acts stages. Only their table's owner may do this, and only here.

INSERT INTO organisation (id, tenant_id, kind, reference, name, address_lines, postcode, city, own)
SELECT gen_random_uuid(), id, 'creditor', 'own', name, '{}', '', '', true FROM tenant;

INSERT INTO contact_point (id, party_id, kind, address_lines, postcode, city, country, source, valid_from)
SELECT gen_random_uuid(), id, 'postal', address_lines[1:greatest(cardinality(address_lines) - 1, 1)],
       coalesce(substring(address_lines[cardinality(address_lines)] from '^[0-9]{5}'), ''),
       trim(regexp_replace(coalesce(address_lines[cardinality(address_lines)], ''), '^[0-9]{5}', '')), 'FR', 'creditor', created_at
  FROM party WHERE cardinality(address_lines) > 0;
ALTER TABLE party DROP COLUMN address_lines;

UPDATE debt_file f SET creditor_id = o.id, payment_key = upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 10))
  FROM organisation o WHERE o.tenant_id = f.tenant_id;
UPDATE claim c SET creditor_id = o.id FROM organisation o WHERE o.tenant_id = c.tenant_id;
UPDATE contact SET act_id = step_id, stage = CASE step_id WHEN 'opening-letter' THEN 'opening' WHEN 'formal-notice' THEN 'formal-notice' ELSE 'amicable' END;
INSERT INTO contact_claim (contact_id, claim_id) SELECT k.id, fc.claim_id FROM contact k JOIN file_claim fc ON fc.file_id = k.file_id;

ALTER TABLE debt_file ALTER COLUMN creditor_id SET NOT NULL, ALTER COLUMN payment_key SET NOT NULL;
ALTER TABLE claim ALTER COLUMN creditor_id SET NOT NULL;
ALTER TABLE contact ALTER COLUMN act_id SET NOT NULL, ALTER COLUMN stage SET NOT NULL;

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_creditor_id_fkey" FOREIGN KEY ("creditor_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_template" ADD CONSTRAINT "message_template_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "party_identifier" ADD CONSTRAINT "party_identifier_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "party_identifier" ADD CONSTRAINT "party_identifier_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_point" ADD CONSTRAINT "contact_point_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "debt_file" ADD CONSTRAINT "debt_file_creditor_id_fkey" FOREIGN KEY ("creditor_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "debt_file" ADD CONSTRAINT "debt_file_mandate_id_fkey" FOREIGN KEY ("mandate_id") REFERENCES "mandate"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_creditor_id_fkey" FOREIGN KEY ("creditor_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_notice" ADD CONSTRAINT "claim_notice_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_document" ADD CONSTRAINT "claim_document_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "contact_point"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_claim" ADD CONSTRAINT "contact_claim_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_claim" ADD CONSTRAINT "contact_claim_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_message" ADD CONSTRAINT "contact_message_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_event" ADD CONSTRAINT "delivery_event_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_override" ADD CONSTRAINT "step_override_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "note" ADD CONSTRAINT "note_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staged_input" ADD CONSTRAINT "staged_input_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbound_message" ADD CONSTRAINT "inbound_message_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbound_message" ADD CONSTRAINT "inbound_message_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbound_message" ADD CONSTRAINT "inbound_message_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the schema language cannot say.

-- At most one live contact per file and act: however often an act is tried, it is carried out once.
DROP INDEX contact_one_live_per_step;
CREATE UNIQUE INDEX contact_one_live_per_act ON contact (file_id, act_id) WHERE state IN ('reserved', 'calling', 'unknown', 'sent');

-- A file has at most one hold in force for one reason.
DROP INDEX hold_one_in_force;
CREATE UNIQUE INDEX hold_one_in_force_per_reason ON hold (file_id, reason) WHERE lifted_at IS NULL;

-- A register's or customer's number is one party's; a bank account may be shared.
CREATE UNIQUE INDEX party_identifier_one_party ON party_identifier (tenant_id, kind, value) WHERE kind <> 'iban';

-- A tenant is itself one organisation.
CREATE UNIQUE INDEX organisation_one_own ON organisation (tenant_id) WHERE own;

ALTER TABLE posting DROP CONSTRAINT posting_sign;
ALTER TABLE posting ADD CONSTRAINT posting_sign CHECK ((kind = 'reversal') = (amount_cents < 0) AND amount_cents <> 0);
ALTER TABLE mandate ADD CONSTRAINT mandate_ends_after_it_begins CHECK (valid_until IS NULL OR valid_until >= valid_from);
ALTER TABLE contact_point ADD CONSTRAINT contact_point_has_one_form CHECK ((kind = 'postal') = (value IS NULL));

-- Events are chained: each hash covers the row's stored values and the hash before it, so that no row can be changed,
-- left out or put in without breaking all that follow. PostgreSQL computes and checks it the same way.
CREATE FUNCTION file_event_hash(previous text, file_id uuid, sequence int, kind text, actor text, legal_time timestamptz, data jsonb)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(previous || '|' || file_id || '|' || sequence || '|' || kind || '|' || actor || '|' ||
         to_char(legal_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS') || '|' || data::text, 'UTF8')), 'hex')
$$;

-- The first event of a file whose hash does not follow from what is stored, also where the last ones are missing; null when the chain is whole.
CREATE FUNCTION first_broken_event(file uuid) RETURNS int LANGUAGE sql STABLE AS $$
  WITH chain AS (
    SELECT sequence, hash, row_number() OVER w AS place,
           file_event_hash(coalesce(lag(hash) OVER w, ''), file_id, sequence, kind, actor, legal_time, data) AS expected
      FROM file_event WHERE file_id = file WINDOW w AS (ORDER BY sequence)
  )
  SELECT coalesce(
    (SELECT min(sequence) FROM chain WHERE hash <> expected OR sequence <> place),
    (SELECT f.last_event FROM debt_file f
       CROSS JOIN (SELECT coalesce(max(sequence), 0)::int AS sequence, coalesce((array_agg(hash ORDER BY sequence DESC))[1], '') AS hash FROM chain) last
      WHERE f.id = file AND (f.last_event, f.last_hash) IS DISTINCT FROM (last.sequence, last.hash))
  )
$$;

ALTER TABLE file_event DISABLE TRIGGER append_only;
DO $$
DECLARE event record; previous text; current_file uuid;
BEGIN
  FOR event IN SELECT * FROM file_event ORDER BY file_id, sequence LOOP
    IF current_file IS DISTINCT FROM event.file_id THEN previous := ''; current_file := event.file_id; END IF;
    previous := file_event_hash(previous, event.file_id, event.sequence, event.kind, event.actor, event.legal_time, event.data);
    UPDATE file_event SET hash = previous WHERE file_id = event.file_id AND sequence = event.sequence;
    UPDATE debt_file SET last_hash = previous WHERE id = event.file_id;
  END LOOP;
END $$;
ALTER TABLE file_event ENABLE TRIGGER append_only;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON claim_notice FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON delivery_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON message_template FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON organisation, mandate, message_template, party_identifier, contact_point, claim_notice, claim_document, contact_claim,
  contact_message, delivery_event, step_override, note, staged_input, inbound_message TO relance_app;
GRANT UPDATE ON organisation, mandate, contact_point, inbound_message TO relance_app;
