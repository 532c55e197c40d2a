-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "organisation_id" UUID;

-- AlterTable
ALTER TABLE "command" ADD COLUMN     "because" JSONB;

-- AlterTable
ALTER TABLE "creditor_notice" ADD COLUMN     "next_kind" TEXT,
ADD COLUMN     "next_on" DATE;

-- AlterTable
ALTER TABLE "stored_document" ADD COLUMN     "versions" JSONB;

-- CreateTable
CREATE TABLE "professional" (
    "organisation_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "exchange" TEXT NOT NULL,
    "email" TEXT,
    "public_key" TEXT,
    "fingerprint" TEXT,
    "district" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "professional_pkey" PRIMARY KEY ("organisation_id")
);

-- CreateTable
CREATE TABLE "agency_key" (
    "tenant_id" UUID NOT NULL,
    "public_key" TEXT NOT NULL,
    "private_key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "key_version" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agency_key_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "judicial_proposal" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "procedure" TEXT,
    "chosen" TEXT,
    "asked_cents" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "options" JSONB NOT NULL,
    "people" INTEGER NOT NULL,
    "proposed_on" DATE NOT NULL,
    "remind_on" DATE NOT NULL,
    "answer_by" DATE NOT NULL,
    "reminded_on" DATE,
    "answered_on" DATE,
    "reason" TEXT,
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "judicial_proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proceeding" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "proposal_id" UUID,
    "procedure" TEXT NOT NULL,
    "course" TEXT NOT NULL,
    "title_id" UUID,
    "court" TEXT,
    "court_name" TEXT,
    "court_reference" TEXT,
    "region" TEXT,
    "distance" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "asked_cents" BIGINT NOT NULL,
    "officer_id" UUID,
    "lawyer_id" UUID,
    "opened_on" DATE NOT NULL,
    "stage" TEXT NOT NULL,
    "stage_on" DATE NOT NULL,
    "end_reason" TEXT,
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "proceeding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proceeding_claim" (
    "proceeding_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "principal_cents" BIGINT NOT NULL,

    CONSTRAINT "proceeding_claim_pkey" PRIMARY KEY ("proceeding_id","claim_id")
);

-- CreateTable
CREATE TABLE "proceeding_report" (
    "id" UUID NOT NULL,
    "proceeding_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "done_on" DATE NOT NULL,
    "told_on" DATE NOT NULL,
    "body" JSONB NOT NULL,
    "task_id" UUID,
    "document_sha256" CHAR(64),
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "proceeding_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proceeding_task" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "proceeding_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "called_by" TEXT NOT NULL,
    "assignee" TEXT NOT NULL,
    "organisation_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'due',
    "do_by" DATE,
    "lease_until" TIMESTAMPTZ(3),
    "handed_on" DATE,
    "answer_by" DATE,
    "seen_at" TIMESTAMPTZ(3),
    "package_sha256" CHAR(64),
    "ended_on" DATE,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "proceeding_task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task_document" (
    "task_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "role" TEXT NOT NULL,

    CONSTRAINT "task_document_pkey" PRIMARY KEY ("task_id","role")
);

-- CreateTable
CREATE TABLE "proceeding_passage" (
    "id" UUID NOT NULL,
    "proceeding_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "reached_on" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "recorded_on" DATE NOT NULL,
    "superseded_on" DATE,

    CONSTRAINT "proceeding_passage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proceeding_alarm" (
    "proceeding_id" UUID NOT NULL,
    "alarm" TEXT NOT NULL,
    "last_day" DATE NOT NULL,
    "raised_on" DATE NOT NULL,

    CONSTRAINT "proceeding_alarm_pkey" PRIMARY KEY ("proceeding_id","alarm","last_day")
);

-- CreateTable
CREATE TABLE "case_piece" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "claim_id" UUID,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "dated_on" DATE NOT NULL,
    "document_id" UUID,
    "ground" TEXT,
    "actor" TEXT NOT NULL,
    "withdrawn" BOOLEAN NOT NULL DEFAULT false,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_piece_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "piece_request" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "proceeding_id" UUID NOT NULL,
    "claim_id" UUID,
    "kinds" TEXT NOT NULL,
    "asked_of" TEXT NOT NULL,
    "asked_on" DATE NOT NULL,
    "met_on" DATE,

    CONSTRAINT "piece_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exhibit" (
    "proceeding_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "piece_id" UUID NOT NULL,

    CONSTRAINT "exhibit_pkey" PRIMARY KEY ("proceeding_id","number")
);

-- CreateTable
CREATE TABLE "title" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "proceeding_id" UUID,
    "kind" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "granted_on" DATE NOT NULL,
    "enforceable_on" DATE NOT NULL,
    "served_on" DATE,
    "service_mode" TEXT,
    "currency" CHAR(3) NOT NULL,
    "principal_cents" BIGINT NOT NULL,
    "costs_cents" BIGINT NOT NULL,
    "interest" TEXT NOT NULL,
    "interest_from" DATE NOT NULL,
    "issued_by_id" UUID,
    "document_sha256" CHAR(64),
    "end_reason" TEXT,
    "ended_on" DATE,
    "source" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "title_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "title_claim" (
    "title_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "principal_cents" BIGINT NOT NULL,

    CONSTRAINT "title_claim_pkey" PRIMARY KEY ("title_id","claim_id")
);

-- CreateTable
CREATE TABLE "proceeding_cost" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "proceeding_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "bearer" TEXT NOT NULL,
    "incurred_on" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "billed" BOOLEAN NOT NULL,
    "confirmed" BOOLEAN NOT NULL,
    "charged_on" DATE,
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "proceeding_cost_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cost_tariff" (
    "tenant_id" UUID NOT NULL,
    "country" CHAR(2) NOT NULL,
    "code" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cost_tariff_pkey" PRIMARY KEY ("tenant_id","country","code","valid_from")
);

-- CreateIndex
CREATE INDEX "professional_tenant_id_role_idx" ON "professional"("tenant_id", "role");

-- CreateIndex
CREATE INDEX "judicial_proposal_file_id_idx" ON "judicial_proposal"("file_id");

-- CreateIndex
CREATE INDEX "judicial_proposal_tenant_id_state_idx" ON "judicial_proposal"("tenant_id", "state");

-- CreateIndex
CREATE INDEX "proceeding_file_id_idx" ON "proceeding"("file_id");

-- CreateIndex
CREATE INDEX "proceeding_tenant_id_stage_idx" ON "proceeding"("tenant_id", "stage");

-- CreateIndex
CREATE INDEX "proceeding_claim_claim_id_idx" ON "proceeding_claim"("claim_id");

-- CreateIndex
CREATE INDEX "proceeding_report_proceeding_id_idx" ON "proceeding_report"("proceeding_id");

-- CreateIndex
CREATE INDEX "proceeding_task_tenant_id_state_idx" ON "proceeding_task"("tenant_id", "state");

-- CreateIndex
CREATE INDEX "proceeding_task_organisation_id_idx" ON "proceeding_task"("organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "proceeding_task_proceeding_id_kind_called_by_key" ON "proceeding_task"("proceeding_id", "kind", "called_by");

-- CreateIndex
CREATE INDEX "proceeding_passage_proceeding_id_idx" ON "proceeding_passage"("proceeding_id");

-- CreateIndex
CREATE INDEX "case_piece_file_id_idx" ON "case_piece"("file_id");

-- CreateIndex
CREATE INDEX "piece_request_proceeding_id_idx" ON "piece_request"("proceeding_id");

-- CreateIndex
CREATE UNIQUE INDEX "exhibit_proceeding_id_piece_id_key" ON "exhibit"("proceeding_id", "piece_id");

-- CreateIndex
CREATE INDEX "title_file_id_idx" ON "title"("file_id");

-- CreateIndex
CREATE INDEX "title_tenant_id_end_reason_idx" ON "title"("tenant_id", "end_reason");

-- CreateIndex
CREATE INDEX "title_claim_claim_id_idx" ON "title_claim"("claim_id");

-- CreateIndex
CREATE INDEX "proceeding_cost_tenant_id_idx" ON "proceeding_cost"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "proceeding_cost_proceeding_id_code_reference_key" ON "proceeding_cost"("proceeding_id", "code", "reference");

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "professional" ADD CONSTRAINT "professional_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "professional" ADD CONSTRAINT "professional_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judicial_proposal" ADD CONSTRAINT "judicial_proposal_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judicial_proposal" ADD CONSTRAINT "judicial_proposal_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proceeding" ADD CONSTRAINT "proceeding_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proceeding" ADD CONSTRAINT "proceeding_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proceeding_claim" ADD CONSTRAINT "proceeding_claim_proceeding_id_fkey" FOREIGN KEY ("proceeding_id") REFERENCES "proceeding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proceeding_claim" ADD CONSTRAINT "proceeding_claim_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proceeding_report" ADD CONSTRAINT "proceeding_report_proceeding_id_fkey" FOREIGN KEY ("proceeding_id") REFERENCES "proceeding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proceeding_task" ADD CONSTRAINT "proceeding_task_proceeding_id_fkey" FOREIGN KEY ("proceeding_id") REFERENCES "proceeding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_document" ADD CONSTRAINT "task_document_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "proceeding_task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proceeding_passage" ADD CONSTRAINT "proceeding_passage_proceeding_id_fkey" FOREIGN KEY ("proceeding_id") REFERENCES "proceeding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proceeding_alarm" ADD CONSTRAINT "proceeding_alarm_proceeding_id_fkey" FOREIGN KEY ("proceeding_id") REFERENCES "proceeding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_piece" ADD CONSTRAINT "case_piece_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exhibit" ADD CONSTRAINT "exhibit_proceeding_id_fkey" FOREIGN KEY ("proceeding_id") REFERENCES "proceeding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "title" ADD CONSTRAINT "title_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "title" ADD CONSTRAINT "title_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "title_claim" ADD CONSTRAINT "title_claim_title_id_fkey" FOREIGN KEY ("title_id") REFERENCES "title"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "title_claim" ADD CONSTRAINT "title_claim_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proceeding_cost" ADD CONSTRAINT "proceeding_cost_proceeding_id_fkey" FOREIGN KEY ("proceeding_id") REFERENCES "proceeding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agency_key" ADD CONSTRAINT "agency_key_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cost_tariff" ADD CONSTRAINT "cost_tariff_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- One of each at a time: a file is sued for by one procedure, and a title is enforced once.
CREATE UNIQUE INDEX judicial_proposal_open ON judicial_proposal (file_id) WHERE state = 'open';
CREATE UNIQUE INDEX proceeding_open ON proceeding (file_id) WHERE end_reason IS NULL AND procedure <> 'enforcement';
CREATE UNIQUE INDEX proceeding_enforcement ON proceeding (title_id) WHERE end_reason IS NULL AND procedure = 'enforcement';
CREATE UNIQUE INDEX proceeding_passage_sequence ON proceeding_passage (proceeding_id, sequence) WHERE superseded_on IS NULL;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON proceeding_report FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON proceeding_alarm FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON professional, agency_key, judicial_proposal, proceeding, proceeding_claim, proceeding_report, proceeding_task, task_document, proceeding_passage,
  proceeding_alarm, case_piece, piece_request, exhibit, title, title_claim, proceeding_cost, cost_tariff TO relance_app;
GRANT UPDATE (exchange, email, public_key, fingerprint, district, ended_at) ON professional TO relance_app;
GRANT UPDATE (state, chosen, reminded_on, answered_on, reason) ON judicial_proposal TO relance_app;
GRANT UPDATE (court, court_name, court_reference, region, distance, asked_cents, officer_id, lawyer_id, stage, stage_on, end_reason) ON proceeding TO relance_app;
GRANT UPDATE (principal_cents) ON proceeding_claim TO relance_app;
GRANT UPDATE (organisation_id, state, do_by, lease_until, handed_on, answer_by, seen_at, package_sha256, ended_on) ON proceeding_task TO relance_app;
GRANT UPDATE (superseded_on) ON proceeding_passage TO relance_app;
GRANT UPDATE (withdrawn) ON case_piece TO relance_app;
GRANT UPDATE (met_on) ON piece_request TO relance_app;
GRANT UPDATE (enforceable_on, served_on, service_mode, costs_cents, end_reason, ended_on) ON title TO relance_app;
GRANT UPDATE (charged_on) ON proceeding_cost TO relance_app;
