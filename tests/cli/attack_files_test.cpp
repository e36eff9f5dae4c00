// Replays docs/threat-model.md: what is done to the files of a bundle and of a store.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "support/attack.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::Attack;
using mig::test::digest_of;
using mig::test::executed;
using mig::test::Files;
using mig::test::in_bundle;
using mig::test::in_production;
using mig::test::Json;
using mig::test::kProd;
using mig::test::rehearsed;
using mig::test::replace;
using mig::test::stored;

const std::string kReceipt = in_bundle("runs/prod-3/receipts/run_receipt.json");
const std::string kPost = in_bundle("runs/prod-3/baselines/post.json");

TEST(AttackOnFiles, ScriptChangedAfterTheRun) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) {
    files.at(in_bundle("forward.sql")) += "DROP TABLE public.parcels;\n";
  };
  attack.is_stopped_by("receipt-input-mismatch");
}

TEST(AttackOnFiles, ScopeWidenedAfterTheRun) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) {
    replace(files.at(in_bundle("migration.yml")), "allowed_tables: [parcels]",
            "allowed_tables: [parcels, owners]");
  };
  attack.is_stopped_by("receipt-input-mismatch");
}

TEST(AttackOnFiles, BaselineSwapped) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) {
    files.at(kPost) = files.at(in_bundle("runs/prod-3/baselines/pre.json"));
  };
  attack.is_stopped_by("receipt-output-mismatch");
}

TEST(AttackOnFiles, ReceiptRewrittenForAForgedOutput) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) {
    const auto genuine = digest_of(files.at(kPost));
    files.at(kPost) = files.at(in_bundle("runs/prod-3/baselines/pre.json")) + "\n";
    const auto forged = digest_of(files.at(kPost));
    replace(files.at(kReceipt), genuine, forged);
    auto& provenance = files.at(in_bundle("runs/prod-3/receipts/prov.jsonld"));
    while (provenance.find(genuine) != provenance.npos) replace(provenance, genuine, forged);
  };
  attack.is_stopped_by("signature-subject-mismatch");
}

TEST(AttackOnFiles, InputLeftOut) {
  Attack attack(executed);
  attack.repository.runs[kProd].inputs = {"migration.yml", "forward.sql"};
  attack.is_stopped_by("receipt-uncovered-input");
}

TEST(AttackOnFiles, OutputLeftOut) {
  Attack attack(executed);
  attack.repository.on_receipt = in_production([](Json& receipt) { receipt["outputs"].erase(2); });
  attack.is_stopped_by("receipt-uncovered-output");
}

TEST(AttackOnFiles, FilePlanted) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) {
    files[in_bundle("runs/prod-3/diffs/details.json")] = "{\"rows_lost\": 0}\n";
  };
  attack.is_stopped_by("receipt-unlisted-file");
}

TEST(AttackOnFiles, OutputDeleted) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) { files.erase(kPost); };
  attack.is_stopped_by("receipt-output-mismatch");
}

TEST(AttackOnFiles, RehearsalExchanged) {
  Attack attack(rehearsed);
  attack.repository.on_files = [](Files& files) {
    files.at(in_bundle("rehearsal/baselines/restored.json")) =
        files.at(in_bundle("rehearsal/baselines/post.json"));
  };
  attack.is_stopped_by("receipt-rehearsal-mismatch");
}

// Nobody signs a rehearsal: what its receipt names may lie beside it, and nowhere else.
TEST(AttackOnFiles, FileExcusedByARehearsal) {
  Attack attack(rehearsed);
  attack.repository.on_files = [](Files& files) {
    const std::string path = "runs/stage-2/diffs/details.json";
    const std::string planted = "{\"rows_lost\": 0}\n";
    files[in_bundle(path)] = planted;
    auto& text = files.at(in_bundle("rehearsal/rehearsal_receipt.json"));
    auto receipt = Json::parse(text);
    receipt["outputs"].push_back({{"path", path}, {"digest", digest_of(planted)}});
    text = receipt.dump(2) + "\n";
  };
  attack.is_stopped_by("receipt-unlisted-file");
}

TEST(AttackOnFiles, StoredReceiptChanged) {
  Attack attack(stored);
  attack.repository.on_files = [](Files& files) {
    for (auto& [path, bytes] : files) {
      if (path.starts_with("store/")) replace(bytes, "15.8", "15.9");
    }
  };
  attack.is_stopped_by("receipt-ref-mismatch");
}

TEST(AttackOnFiles, StoredReceiptRemoved) {
  Attack attack(stored);
  attack.repository.on_files = [](Files& files) {
    std::erase_if(files, [](const auto& file) { return file.first.starts_with("store/"); });
    files["store/blobs/sha256/README"] = "moved\n";
  };
  attack.is_stopped_by("receipt-ref-mismatch");
}

TEST(AttackOnFiles, ReferenceToAnotherMigration) {
  Attack attack(stored);
  attack.repository.on_reference = [](std::size_t, Json& reference) {
    reference["migration_id"] = "PG-MIG-2026-03-01-02";
  };
  attack.is_stopped_by("receipt-ref-mismatch");
}

TEST(AttackOnFiles, CopyDiffersFromItsReference) {
  Attack attack(stored);
  attack.repository.on_files = [](Files& files) {
    for (const auto& [path, bytes] : Files(files)) {
      if (!path.starts_with("store/")) continue;
      files[kReceipt] = bytes;
      replace(files[kReceipt], "15.8", "15.9");
    }
  };
  attack.is_stopped_by("receipt-ref-digest-mismatch");
}

TEST(AttackOnFiles, StoreNotGiven) {
  Attack attack(stored);
  attack.target.arguments.clear();
  attack.is_refused();
}

TEST(AttackOnFiles, OutputIsALink) {
  Attack attack(executed);
  attack.on_folder = [](const std::string& folder) {
    const auto output = fs::path(folder) / kPost;
    fs::rename(output, fs::path(folder) / "outside.json");
    fs::create_symlink(fs::path(folder) / "outside.json", output);
  };
  attack.is_stopped_by("receipt-output-mismatch");
}

TEST(AttackOnFiles, OutputOutsideOfTheBundle) {
  Attack attack(executed);
  const std::string outside = "{}\n";
  attack.repository.files["migrations/postgis/outside.json"] = outside;
  attack.repository.on_receipt = [&outside](std::size_t run, Json& receipt) {
    if (run != kProd) return;
    receipt["outputs"].push_back({{"path", "../outside.json"}, {"digest", digest_of(outside)}});
  };
  attack.is_stopped_by("receipt-output-mismatch");
}

TEST(AttackOnFiles, FifoInTheBundle) {
  Attack attack(executed);
  attack.on_folder = [](const std::string& folder) {
    ASSERT_EQ(::mkfifo((fs::path(folder) / in_bundle("diffs/more.json")).c_str(), 0600), 0);
  };
  attack.is_stopped_by("bundle-irregular-file");
}

TEST(AttackOnFiles, ReceiptIsALink) {
  Attack attack(executed);
  attack.on_folder = [](const std::string& folder) {
    const auto receipt = fs::path(folder) / kReceipt;
    fs::rename(receipt, fs::path(folder) / "elsewhere.json");
    fs::create_symlink(fs::path(folder) / "elsewhere.json", receipt);
  };
  attack.is_stopped_by("document-irregular-file");
}

TEST(AttackOnFiles, MarkBeforeAReceipt) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) { files.at(kReceipt).insert(0, "\xEF\xBB\xBF"); };
  attack.is_stopped_by("document-byte-order-mark");
}

TEST(AttackOnFiles, NulInAReceipt) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) { files.at(kReceipt) += '\0'; };
  attack.is_stopped_by("document-nul-byte");
}

TEST(AttackOnFiles, ReceiptCutShort) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) {
    files.at(kReceipt).resize(files.at(kReceipt).size() / 2);
  };
  attack.is_stopped_by("document-syntax-error");
}

TEST(AttackOnAStore, SecretKeptInAStore) {
  Attack attack(stored);
  attack.repository.runs[kProd].receipt["policy"]["notes"] =
      "postgres://migrator:Xk29vLqP7wTz@db7.corp.example-internal.net/gis";
  attack.is_stopped_by("receipt-unsafe-text");
}

}  // namespace
