-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "file_status" AS ENUM ('open', 'closed');

-- CreateEnum
CREATE TYPE "file_clock" AS ENUM ('real', 'skipping');

-- CreateEnum
CREATE TYPE "posting_kind" AS ENUM ('payment', 'reversal');

-- CreateEnum
CREATE TYPE "contact_state" AS ENUM ('reserved', 'calling', 'sent', 'failed', 'unknown');

-- CreateEnum
CREATE TYPE "channel" AS ENUM ('letter');

-- CreateTable
CREATE TABLE "tenant" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "strategy_version" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "strategy_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "party" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address_lines" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "party_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "debt_file" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "debtor_id" UUID NOT NULL,
    "strategy_id" UUID NOT NULL,
    "opening_key" TEXT NOT NULL,
    "opening_hash" TEXT NOT NULL,
    "status" "file_status" NOT NULL DEFAULT 'open',
    "closed_reason" TEXT,
    "clock" "file_clock" NOT NULL DEFAULT 'real',
    "legal_start" TIMESTAMPTZ(3) NOT NULL,
    "legal_offset_ms" BIGINT NOT NULL DEFAULT 0,
    "told_through" BIGINT NOT NULL DEFAULT 0,
    "last_event" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "debt_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "due_date" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_claim" (
    "file_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,

    CONSTRAINT "file_claim_pkey" PRIMARY KEY ("file_id","claim_id")
);

-- CreateTable
CREATE TABLE "posting" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "kind" "posting_kind" NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "booked_on" DATE NOT NULL,
    "reference" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "posting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hold" (
    "id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "until" DATE,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "step_id" TEXT NOT NULL,
    "channel" "channel" NOT NULL,
    "state" "contact_state" NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "because" JSONB NOT NULL,
    "reserved_at" TIMESTAMPTZ(3) NOT NULL,
    "released_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "contacted_on" DATE,
    "settled_at" TIMESTAMPTZ(3),
    "provider_reference" TEXT,
    "failure_code" TEXT,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "file_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" JSONB NOT NULL,
    "facts" JSONB NOT NULL,
    "strategy_hash" TEXT NOT NULL,
    "law_pack" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("file_id","key")
);

-- CreateTable
CREATE TABLE "file_event" (
    "file_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "legal_time" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_event_pkey" PRIMARY KEY ("file_id","sequence")
);

-- CreateTable
CREATE TABLE "command" (
    "file_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "refusal" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "command_pkey" PRIMARY KEY ("file_id","key")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "file_id" UUID NOT NULL,
    "fact" TEXT NOT NULL,
    "not_before" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "strategy_version_tenant_id_name_version_key" ON "strategy_version"("tenant_id", "name", "version");

-- CreateIndex
CREATE INDEX "debt_file_debtor_id_idx" ON "debt_file"("debtor_id");

-- CreateIndex
CREATE INDEX "debt_file_strategy_id_idx" ON "debt_file"("strategy_id");

-- CreateIndex
CREATE UNIQUE INDEX "debt_file_tenant_id_reference_key" ON "debt_file"("tenant_id", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "debt_file_tenant_id_opening_key_key" ON "debt_file"("tenant_id", "opening_key");

-- CreateIndex
CREATE UNIQUE INDEX "claim_tenant_id_reference_key" ON "claim"("tenant_id", "reference");

-- CreateIndex
CREATE INDEX "file_claim_claim_id_idx" ON "file_claim"("claim_id");

-- CreateIndex
CREATE UNIQUE INDEX "posting_claim_id_kind_reference_key" ON "posting"("claim_id", "kind", "reference");

-- CreateIndex
CREATE INDEX "hold_file_id_idx" ON "hold"("file_id");

-- CreateIndex
CREATE INDEX "contact_file_id_idx" ON "contact"("file_id");

-- CreateIndex
CREATE INDEX "decision_file_id_at_idx" ON "decision"("file_id", "at");

-- CreateIndex
CREATE INDEX "outbox_file_id_idx" ON "outbox"("file_id");

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "strategy_version" ADD CONSTRAINT "strategy_version_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "party" ADD CONSTRAINT "party_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "debt_file" ADD CONSTRAINT "debt_file_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "debt_file" ADD CONSTRAINT "debt_file_debtor_id_fkey" FOREIGN KEY ("debtor_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "debt_file" ADD CONSTRAINT "debt_file_strategy_id_fkey" FOREIGN KEY ("strategy_id") REFERENCES "strategy_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_claim" ADD CONSTRAINT "file_claim_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_claim" ADD CONSTRAINT "file_claim_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posting" ADD CONSTRAINT "posting_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_event" ADD CONSTRAINT "file_event_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "command" ADD CONSTRAINT "command_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- What the schema language cannot say.

-- At most one live contact per file and step: however often a step is tried, it is sent once.
CREATE UNIQUE INDEX contact_one_live_per_step ON contact (file_id, step_id) WHERE state IN ('reserved', 'calling', 'unknown', 'sent');

-- A file has at most one hold in force.
CREATE UNIQUE INDEX hold_one_in_force ON hold (file_id) WHERE lifted_at IS NULL;

-- The poller reads what is not yet told, oldest first.
CREATE INDEX outbox_untold ON outbox (id) WHERE told_at IS NULL;

ALTER TABLE claim ADD CONSTRAINT claim_amount_positive CHECK (amount_cents > 0);
ALTER TABLE posting ADD CONSTRAINT posting_sign CHECK ((kind = 'payment') = (amount_cents > 0));
ALTER TABLE debt_file ADD CONSTRAINT debt_file_closed_has_reason CHECK ((status = 'closed') = (closed_reason IS NOT NULL));

-- Append-only tables refuse change even to their owner.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: the table is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON file_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON posting FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON strategy_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Rights of the application's role: it reads and adds; it changes only what has a state; it deletes nothing.
GRANT USAGE ON SCHEMA public TO relance_app;
GRANT SELECT, INSERT ON tenant, api_key, strategy_version, party, debt_file, claim, file_claim, posting, hold, contact, decision, file_event, command, outbox TO relance_app;
GRANT UPDATE ON api_key, party, debt_file, hold, contact, outbox TO relance_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO relance_app;
