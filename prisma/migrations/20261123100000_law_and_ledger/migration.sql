-- CreateEnum
CREATE TYPE "entry_kind" AS ENUM ('claim', 'payment', 'reversal', 'credit_note', 'withdrawal', 'cost', 'remission', 'write_off', 'interest', 'indemnity', 'imputation');

-- CreateEnum
CREATE TYPE "imputation" AS ENUM ('law', 'principal_first');

-- CreateEnum
CREATE TYPE "ledger_account" AS ENUM ('principal', 'interest', 'indemnity', 'costs', 'unallocated', 'funds', 'creditor', 'waived');

-- AlterTable
ALTER TABLE "party" ADD COLUMN     "score" INTEGER,
ADD COLUMN     "sector" TEXT;

-- AlterTable
ALTER TABLE "debt_file" ADD COLUMN     "country" CHAR(2) NOT NULL DEFAULT 'FR';

-- AlterTable
ALTER TABLE "claim" ADD COLUMN     "contract_ppm" INTEGER,
ADD COLUMN     "limitation_from" DATE,
ADD COLUMN     "waives" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "organisation" ADD COLUMN     "supervisor" TEXT;

-- AlterTable
ALTER TABLE "contact" ADD COLUMN     "strategy_id" UUID;

-- AlterTable
ALTER TABLE "contact_message" ADD COLUMN     "pdf" BYTEA,
ADD COLUMN     "template" TEXT,
ADD COLUMN     "template_version" INTEGER;

-- AlterTable
ALTER TABLE "decision" ADD COLUMN     "law_hash" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "kind" "entry_kind" NOT NULL,
    "reference" TEXT NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "imputation" "imputation" NOT NULL DEFAULT 'law',
    "value_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_leg" (
    "entry_id" UUID NOT NULL,
    "account" "ledger_account" NOT NULL,
    "amount_cents" BIGINT NOT NULL,

    CONSTRAINT "ledger_leg_pkey" PRIMARY KEY ("entry_id","account")
);

-- CreateTable
CREATE TABLE "law_rate" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "country" CHAR(2) NOT NULL,
    "kind" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "ppm" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "law_rate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_act" (
    "id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "done_on" DATE NOT NULL,
    "ends_on" DATE,
    "reference" TEXT NOT NULL,
    "proof_sha256" CHAR(64),
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "claim_act_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "limitation_alarm" (
    "claim_id" UUID NOT NULL,
    "alarm" TEXT NOT NULL,
    "last_day" DATE NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "limitation_alarm_pkey" PRIMARY KEY ("claim_id","alarm","last_day")
);

-- CreateTable
CREATE TABLE "acknowledgement" (
    "claim_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "made_on" DATE NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "accepted" BOOLEAN,
    "actor" TEXT,

    CONSTRAINT "acknowledgement_pkey" PRIMARY KEY ("claim_id","reference")
);

-- CreateTable
CREATE TABLE "strategy_move" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "from_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "filter" JSONB NOT NULL,
    "actor" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "rollback_actor" TEXT,
    "rollback_key" TEXT,
    "rolled_back_at" TIMESTAMPTZ(3),
    "rollback_done" TIMESTAMPTZ(3),

    CONSTRAINT "strategy_move_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "strategy_move_file" (
    "move_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,

    CONSTRAINT "strategy_move_file_pkey" PRIMARY KEY ("move_id","file_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_claim_id_kind_reference_key" ON "ledger_entry"("claim_id", "kind", "reference");

-- CreateIndex
CREATE INDEX "contact_strategy_id_idx" ON "contact"("strategy_id");

-- CreateIndex
CREATE INDEX "law_rate_tenant_id_country_idx" ON "law_rate"("tenant_id", "country");

-- CreateIndex
CREATE UNIQUE INDEX "claim_act_claim_id_kind_reference_key" ON "claim_act"("claim_id", "kind", "reference");

-- CreateIndex
CREATE INDEX "strategy_move_from_id_idx" ON "strategy_move"("from_id");

-- CreateIndex
CREATE INDEX "strategy_move_to_id_idx" ON "strategy_move"("to_id");

-- CreateIndex
CREATE UNIQUE INDEX "strategy_move_tenant_id_key_key" ON "strategy_move"("tenant_id", "key");

-- CreateIndex
CREATE INDEX "strategy_move_file_file_id_idx" ON "strategy_move_file"("file_id");

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_strategy_id_fkey" FOREIGN KEY ("strategy_id") REFERENCES "strategy_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_leg" ADD CONSTRAINT "ledger_leg_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "ledger_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "law_rate" ADD CONSTRAINT "law_rate_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_act" ADD CONSTRAINT "claim_act_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "limitation_alarm" ADD CONSTRAINT "limitation_alarm_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "strategy_move" ADD CONSTRAINT "strategy_move_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "strategy_move" ADD CONSTRAINT "strategy_move_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "strategy_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "strategy_move" ADD CONSTRAINT "strategy_move_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "strategy_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "strategy_move_file" ADD CONSTRAINT "strategy_move_file_move_id_fkey" FOREIGN KEY ("move_id") REFERENCES "strategy_move"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "strategy_move_file" ADD CONSTRAINT "strategy_move_file_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Until now no file followed another strategy than the one it was opened with.
UPDATE contact SET strategy_id = debt_file.strategy_id FROM debt_file WHERE debt_file.id = contact.file_id;

-- Each claim is an entry of its own; what had been posted keeps its id, reference and day.
INSERT INTO ledger_entry (id, tenant_id, claim_id, kind, reference, amount_cents, value_on, recorded_at)
  SELECT gen_random_uuid(), tenant_id, id, 'claim', reference, amount_cents, coalesce(issue_date, due_date), created_at FROM claim;
INSERT INTO ledger_entry (id, tenant_id, claim_id, kind, reference, amount_cents, value_on, recorded_at)
  SELECT id, tenant_id, claim_id, kind::text::entry_kind, reference, abs(amount_cents), booked_on, recorded_at FROM posting;
-- What was owed before was principal alone, so each sum went there directly.
INSERT INTO ledger_leg (entry_id, account, amount_cents)
  SELECT id, 'principal', CASE WHEN kind IN ('claim', 'reversal') THEN amount_cents ELSE -amount_cents END FROM ledger_entry
  UNION ALL
  SELECT id, (CASE WHEN kind IN ('claim', 'credit_note') THEN 'creditor' WHEN kind = 'withdrawal' THEN 'waived' ELSE 'funds' END)::ledger_account,
         CASE WHEN kind IN ('claim', 'reversal') THEN -amount_cents ELSE amount_cents END FROM ledger_entry;
DROP TABLE posting;
DROP TYPE posting_kind;

ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_size CHECK (amount_cents > 0);
ALTER TABLE law_rate ADD CONSTRAINT law_rate_range CHECK (ppm >= -1000000 AND ppm <= 1000000);
ALTER TABLE claim ADD CONSTRAINT claim_contract_rate CHECK (contract_ppm BETWEEN 0 AND 1000000);
ALTER TABLE party ADD CONSTRAINT party_score CHECK (score BETWEEN 0 AND 100);

-- Double entry: checked when the transaction commits, for every entry that it wrote and for every leg.
CREATE FUNCTION refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE entry uuid;
BEGIN
  IF TG_TABLE_NAME = 'ledger_entry' THEN entry := NEW.id; ELSE entry := NEW.entry_id; END IF;
  IF coalesce((SELECT sum(amount_cents) = 0 AND count(*) > 1 FROM ledger_leg WHERE entry_id = entry), false) THEN RETURN NULL; END IF;
  RAISE EXCEPTION 'ledger entry % does not balance', entry USING ERRCODE = 'check_violation';
END $$;
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON ledger_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced();
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON ledger_leg DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced();

-- Two moves never have the same file in hand.
CREATE UNIQUE INDEX strategy_move_file_in_hand ON strategy_move_file (file_id) WHERE state IN ('waiting', 'returning');
ALTER TABLE strategy_move_file ADD CONSTRAINT strategy_move_file_state
  CHECK (state IN ('waiting', 'moved', 'skipped', 'returning', 'rolled-back', 'kept'));

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_leg FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON law_rate FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON claim_act FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON limitation_alarm FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON ledger_entry, ledger_leg, law_rate, claim_act, limitation_alarm, acknowledgement, strategy_move, strategy_move_file TO relance_app;
GRANT UPDATE ON acknowledgement, strategy_move, strategy_move_file TO relance_app;
