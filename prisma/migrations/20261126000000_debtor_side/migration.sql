-- AlterTable
ALTER TABLE "organisation" ADD COLUMN     "mediator_address" TEXT,
ADD COLUMN     "mediator_name" TEXT,
ADD COLUMN     "mediator_url" TEXT;

-- AlterTable
ALTER TABLE "party" ADD COLUMN     "preferred_channel" TEXT;

-- AlterTable
ALTER TABLE "inbound_message" ALTER COLUMN "channel" TYPE TEXT,
ADD COLUMN     "nature" TEXT NOT NULL DEFAULT 'message',
ADD COLUMN     "read_by" TEXT,
ADD COLUMN     "sender" TEXT,
ADD COLUMN     "subject" TEXT;

-- AlterTable
ALTER TABLE "stored_document" ADD COLUMN     "file_id" UUID;

-- CreateTable
CREATE TABLE "payment_assertion" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "amount_cents" BIGINT,
    "paid_on" DATE,
    "means" TEXT NOT NULL,
    "paid_to" TEXT NOT NULL,
    "words" TEXT,
    "origin" TEXT NOT NULL,
    "said_on" DATE NOT NULL,
    "answer_by" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "answered_on" DATE,
    "answered_by" TEXT,
    "answer" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_assertion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "promise_to_pay" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "pay_by" DATE NOT NULL,
    "grace_days" INTEGER NOT NULL,
    "baseline_cents" BIGINT NOT NULL,
    "origin" TEXT NOT NULL,
    "made_on" DATE NOT NULL,
    "actor" TEXT NOT NULL,
    "outcome" TEXT,
    "outcome_on" DATE,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "promise_to_pay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_plan" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "collected_by" UUID,
    "currency" CHAR(3) NOT NULL,
    "total_cents" BIGINT NOT NULL,
    "interest_cents" BIGINT NOT NULL DEFAULT 0,
    "baseline_cents" BIGINT NOT NULL DEFAULT 0,
    "claim_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "grace_days" INTEGER NOT NULL,
    "cure_days" INTEGER NOT NULL,
    "remind_days" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "proposed_on" DATE NOT NULL,
    "answer_by" DATE NOT NULL,
    "signed_sha256" CHAR(64),
    "active_on" DATE,
    "ended_on" DATE,
    "reason" TEXT,
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_instalment" (
    "plan_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "due_on" DATE NOT NULL,
    "amount_cents" BIGINT NOT NULL,

    CONSTRAINT "plan_instalment_pkey" PRIMARY KEY ("plan_id","revision","number")
);

-- CreateTable
CREATE TABLE "plan_collection" (
    "plan_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "asked_on" DATE NOT NULL,
    "failed_on" DATE,
    "failure_code" TEXT,

    CONSTRAINT "plan_collection_pkey" PRIMARY KEY ("plan_id","revision","number","attempt")
);

-- CreateTable
CREATE TABLE "settlement" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "owed_cents" BIGINT NOT NULL,
    "pay_by" DATE NOT NULL,
    "grace_days" INTEGER NOT NULL,
    "baseline_cents" BIGINT NOT NULL,
    "proposed_on" DATE NOT NULL,
    "answer_by" DATE NOT NULL,
    "approved_by" TEXT,
    "approved_on" DATE,
    "ended_on" DATE,
    "signed_sha256" CHAR(64),
    "reason" TEXT,
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "settlement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dispute" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "contested_cents" BIGINT,
    "words" TEXT,
    "origin" TEXT NOT NULL,
    "received_on" DATE NOT NULL,
    "answer_by" DATE NOT NULL,
    "reminded_on" DATE,
    "creditor_says" TEXT,
    "creditor_said_on" DATE,
    "state" TEXT NOT NULL DEFAULT 'open',
    "upheld_cents" BIGINT,
    "answer" TEXT,
    "answered_on" DATE,
    "answered_by" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "means_statement" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "body" JSONB NOT NULL,
    "stated_on" DATE NOT NULL,
    "answer_by" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "answered_on" DATE,
    "answered_by" TEXT,
    "origin" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "means_statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reply" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "channel" "channel" NOT NULL,
    "text" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "written_on" DATE NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reply_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "situation" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reference" TEXT,
    "since" DATE NOT NULL,
    "until" DATE,
    "representative" JSONB,
    "proof_sha256" CHAR(64),
    "act_by" DATE,
    "act_done_on" DATE,
    "outcome" TEXT,
    "outcome_on" DATE,
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "situation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "address_search" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "lost_point_id" UUID NOT NULL,
    "found_point_id" UUID,
    "opened_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "limit_micros" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "ended_on" DATE,
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "address_search_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "address_lookup" (
    "id" UUID NOT NULL,
    "search_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "asked_on" DATE NOT NULL,
    "outcome" TEXT NOT NULL,
    "cost_micros" BIGINT NOT NULL DEFAULT 0,
    "match" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "found" JSONB,
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "address_lookup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "debtor_link" (
    "token_hash" CHAR(64) NOT NULL,
    "tenant_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "contact_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "debtor_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "access_window" (
    "bucket" TEXT NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "access_window_pkey" PRIMARY KEY ("bucket","opens_at")
);

-- CreateTable
CREATE TABLE "security_alert" (
    "id" UUID NOT NULL,
    "tenant_id" UUID,
    "kind" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" TEXT,

    CONSTRAINT "security_alert_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "insolvency_notice" ADD COLUMN     "outcome" TEXT,
ADD COLUMN     "outcome_on" DATE,
ADD COLUMN     "proof_sha256" CHAR(64);

-- CreateIndex
CREATE INDEX "payment_assertion_file_id_idx" ON "payment_assertion"("file_id");

-- CreateIndex
CREATE INDEX "payment_assertion_tenant_id_state_idx" ON "payment_assertion"("tenant_id", "state");

-- CreateIndex
CREATE INDEX "promise_to_pay_file_id_idx" ON "promise_to_pay"("file_id");

-- CreateIndex
CREATE INDEX "payment_plan_file_id_idx" ON "payment_plan"("file_id");

-- CreateIndex
CREATE INDEX "payment_plan_tenant_id_state_idx" ON "payment_plan"("tenant_id", "state");

-- CreateIndex
CREATE INDEX "settlement_file_id_idx" ON "settlement"("file_id");

-- CreateIndex
CREATE INDEX "settlement_tenant_id_state_idx" ON "settlement"("tenant_id", "state");

-- CreateIndex
CREATE INDEX "dispute_file_id_idx" ON "dispute"("file_id");

-- CreateIndex
CREATE INDEX "dispute_claim_id_idx" ON "dispute"("claim_id");

-- CreateIndex
CREATE INDEX "dispute_tenant_id_state_idx" ON "dispute"("tenant_id", "state");

-- CreateIndex
CREATE INDEX "means_statement_file_id_idx" ON "means_statement"("file_id");

-- CreateIndex
CREATE INDEX "means_statement_tenant_id_state_idx" ON "means_statement"("tenant_id", "state");

-- CreateIndex
CREATE INDEX "reply_file_id_idx" ON "reply"("file_id");

-- CreateIndex
CREATE INDEX "situation_party_id_idx" ON "situation"("party_id");

-- CreateIndex
CREATE INDEX "situation_tenant_id_outcome_idx" ON "situation"("tenant_id", "outcome");

-- CreateIndex
CREATE INDEX "address_search_party_id_idx" ON "address_search"("party_id");

-- CreateIndex
CREATE INDEX "address_search_tenant_id_state_idx" ON "address_search"("tenant_id", "state");

-- CreateIndex
CREATE INDEX "address_lookup_search_id_idx" ON "address_lookup"("search_id");

-- CreateIndex
CREATE INDEX "debt_file_reference_idx" ON "debt_file"("reference");

-- CreateIndex
CREATE INDEX "debtor_link_file_id_idx" ON "debtor_link"("file_id");

-- CreateIndex
CREATE INDEX "security_alert_tenant_id_idx" ON "security_alert"("tenant_id");

-- CreateIndex
CREATE INDEX "stored_document_file_id_idx" ON "stored_document"("file_id");

-- AddForeignKey
ALTER TABLE "stored_document" ADD CONSTRAINT "stored_document_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_assertion" ADD CONSTRAINT "payment_assertion_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_assertion" ADD CONSTRAINT "payment_assertion_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promise_to_pay" ADD CONSTRAINT "promise_to_pay_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promise_to_pay" ADD CONSTRAINT "promise_to_pay_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_plan" ADD CONSTRAINT "payment_plan_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_plan" ADD CONSTRAINT "payment_plan_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_instalment" ADD CONSTRAINT "plan_instalment_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "payment_plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_collection" ADD CONSTRAINT "plan_collection_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "payment_plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "settlement" ADD CONSTRAINT "settlement_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "settlement" ADD CONSTRAINT "settlement_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "means_statement" ADD CONSTRAINT "means_statement_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "means_statement" ADD CONSTRAINT "means_statement_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply" ADD CONSTRAINT "reply_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply" ADD CONSTRAINT "reply_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "situation" ADD CONSTRAINT "situation_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "situation" ADD CONSTRAINT "situation_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "address_search" ADD CONSTRAINT "address_search_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "address_search" ADD CONSTRAINT "address_search_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "address_lookup" ADD CONSTRAINT "address_lookup_search_id_fkey" FOREIGN KEY ("search_id") REFERENCES "address_search"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "debtor_link" ADD CONSTRAINT "debtor_link_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "debtor_link" ADD CONSTRAINT "debtor_link_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "security_alert" ADD CONSTRAINT "security_alert_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE SET NULL ON UPDATE CASCADE;



-- One of each at a time: what a file waits for is never two promises.
CREATE UNIQUE INDEX payment_assertion_open ON payment_assertion (file_id) WHERE state = 'open';
CREATE UNIQUE INDEX promise_to_pay_open ON promise_to_pay (file_id) WHERE outcome IS NULL;
CREATE UNIQUE INDEX payment_plan_open ON payment_plan (file_id) WHERE state IN ('proposed', 'asked', 'offered', 'active');
CREATE UNIQUE INDEX settlement_open ON settlement (file_id) WHERE state IN ('proposed', 'asked', 'approved');
CREATE UNIQUE INDEX dispute_open ON dispute (file_id, claim_id) WHERE state = 'open';
CREATE UNIQUE INDEX address_search_open ON address_search (party_id) WHERE state = 'open';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_instalment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON payment_assertion, promise_to_pay, payment_plan, plan_instalment, plan_collection, settlement, dispute, means_statement, reply,
  situation, address_search, address_lookup, debtor_link, access_window, security_alert TO relance_app;
GRANT UPDATE (words, state, answered_on, answered_by, answer) ON payment_assertion TO relance_app;
GRANT UPDATE (outcome, outcome_on) ON promise_to_pay TO relance_app;
GRANT UPDATE (state, collected_by, baseline_cents, total_cents, interest_cents, revision, answer_by, signed_sha256, active_on, ended_on, reason) ON payment_plan TO relance_app;
GRANT UPDATE (failed_on, failure_code) ON plan_collection TO relance_app;
GRANT UPDATE (state, baseline_cents, answer_by, approved_by, approved_on, ended_on, signed_sha256, reason) ON settlement TO relance_app;
GRANT UPDATE (file_id, words, state, reminded_on, creditor_says, creditor_said_on, upheld_cents, answer, answered_on, answered_by) ON dispute TO relance_app;
GRANT UPDATE (body, state, answered_on, answered_by) ON means_statement TO relance_app;
GRANT UPDATE (text) ON reply TO relance_app;
GRANT UPDATE (party_id, until, representative, act_by, act_done_on, outcome, outcome_on) ON situation TO relance_app;
GRANT UPDATE (outcome, outcome_on) ON insolvency_notice TO relance_app;
GRANT UPDATE (party_id, state, found_point_id, ended_on) ON address_search TO relance_app;
GRANT UPDATE (outcome, cost_micros, match, found) ON address_lookup TO relance_app;
GRANT UPDATE (used_at) ON debtor_link TO relance_app;
GRANT UPDATE (failures), DELETE ON access_window TO relance_app;
GRANT UPDATE (closed_at, closed_by) ON security_alert TO relance_app;
