// A complete, chained and signed bundle, with files left out, added, replaced by what is no file,
// signed by other keys, or taken from another place, migration or time.
#include <fmt/format.h>
#include <sys/stat.h>

#include <fstream>

#include "mig/trust/base64.hpp"
#include "support/signed_mutation.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::class_of;
using mig::test::Damage;
using mig::test::Files;
using mig::test::Json;
using mig::test::kSignedBundle;
using mig::test::MutationClass;
using mig::test::Part;
using mig::test::part_of;
using mig::test::SignedMutation;
using mig::test::SignedRepository;
using mig::test::verify_tree;

std::string in_bundle(const std::string& path) {
  return kSignedBundle + path;
}

class SignedFiles : public SignedMutation {
 protected:
  /// As it was first, with nothing added.
  void restore_all() {
    fs::remove_all(place("migrations"));
    fs::remove_all(place("store"));
    for (const auto& [path, bytes] : Files(originals_)) put(path, bytes);
    ASSERT_EQ(verify_tree(folder_.path()).exit_code, 0);
  }
  void write_all(const Files& files) {
    for (const auto& [path, bytes] : files) {
      const auto file = place(path);
      fs::create_directories(file.parent_path());
      std::ofstream(file, std::ios::binary) << bytes;
    }
  }
};

TEST_F(SignedFiles, Omitted) {
  for (const auto& path : files()) {
    // Excepted: provenance is optional, since receipts say all of it.
    if (part_of(path) == Part::prov) continue;
    fs::remove(place(path));
    expect_refused(class_of(Damage::omitted, part_of(path)), "without " + path);
    restore(path);
  }
}

TEST_F(SignedFiles, Added) {
  const MutationClass added{"added file", {"receipt-unlisted-file"}};
  std::set<std::string> folders{in_bundle("runs/")};
  for (const auto& path : files()) {
    if (path.starts_with(kSignedBundle)) folders.insert(path.substr(0, path.rfind('/') + 1));
  }
  for (const auto& folder : folders) {
    for (const std::string name :
         {"x", ".hidden", "forward.sql~", ".forward.sql.swp", "post.json.orig", ".DS_Store",
          "forward_2.sql", "extra.json", "README.md"}) {
      // Excepted: it tells people what lies beside it, and no gate reads it.
      if (folder + name == in_bundle("approvals/README.md")) continue;
      std::ofstream(place(folder + name)) << "{}\n";
      expect_refused(added, "with " + folder + name);
      fs::remove(place(folder + name));
    }
  }
}

TEST_F(SignedFiles, OfOtherKinds) {
  for (const auto& path : files()) {
    const auto part = part_of(path);
    const auto file = place(path);
    const auto copy = place("outside");
    fs::copy_file(file, copy, fs::copy_options::overwrite_existing);
    fs::remove(file);
    fs::create_symlink(copy, file);
    expect_refused(class_of(Damage::linked, part), path);
    fs::remove(file);
    ASSERT_EQ(::mkfifo(file.c_str(), 0600), 0);
    expect_refused(class_of(Damage::fifo, part), path);
    fs::remove(file);
    // Excepted: an empty folder is as good as no provenance.
    if (part != Part::prov) {
      fs::create_directory(file);
      expect_refused(class_of(Damage::folder, part), path);
      fs::remove(file);
    }
    fs::remove(copy);
    restore(path);
  }
}

TEST_F(SignedFiles, SignedByOtherKeys) {
  const MutationClass unknown{"key substitution: unknown key", {"signature-unverified"}};
  const MutationClass other{"key substitution: key of another role",
                            {"signature-role-not-allowed"}};
  const MutationClass again{"key substitution: one key twice",
                            {"signature-below-threshold", "signature-repeated-key"}};
  const MutationClass none{"key substitution: no signature", {"signature-invalid-value"}};
  for (const auto& path : files()) {
    if (part_of(path) != Part::envelope) continue;
    const auto envelope = Json::parse(originals_.at(path));
    const auto payload = mig::trust::decode_base64(envelope["payload"].get<std::string>(),
                                                   mig::trust::Base64Alphabet::standard);
    ASSERT_TRUE(payload);
    const auto sign = [&](const MutationClass& of, const std::string& key, bool has_hint) {
      auto mutant = envelope;
      for (auto& signature : mutant["signatures"]) {
        signature["sig"] = mig::test::dsse_signature(key, *payload, envelope["payloadType"]);
        if (has_hint) signature["keyid"] = mig::test::key_id(key);
      }
      try_bytes(of, path, mutant.dump(2) + "\n", "signed by " + key);
    };
    for (const std::string key : {"stranger", "ec-stranger"}) {
      sign(unknown, key, false);
      sign(unknown, key, true);
    }
    sign(other, "approver", true);
    if (envelope["signatures"].size() > 1) sign(again, "runner", true);
    auto mutant = envelope;
    mutant["signatures"] = Json::array();
    try_bytes(none, path, mutant.dump(2) + "\n", "no signature");
  }
}

TEST_F(SignedFiles, ReplayedIntoAnotherEnvironment) {
  const MutationClass records{"replay: records of stage in the place of production",
                              {"receipt-wrong-run-folder"}};
  const MutationClass folder{"replay: run of stage as one of production",
                             {"receipt-wrong-run-folder"}};
  const MutationClass twice{"replay: run a second time", {"receipt-duplicate-run-id"}};
  const MutationClass renamed{"replay: receipt that names another environment",
                              {"signature-subject-mismatch"}};
  for (const std::string name : {"run_receipt.json", "run_receipt.dsse.json", "prov.jsonld"}) {
    write_all({{in_bundle("runs/prod-4/receipts/") + name,
                originals_.at(in_bundle("runs/stage-3/receipts/") + name)}});
  }
  fs::remove(place(in_bundle("runs/prod-4/receipts/receipt_ref.json")));
  expect_refused(records, "stage-3 in prod-4");
  restore_all();

  fs::rename(place(in_bundle("runs/stage-3")), place(in_bundle("runs/prod-3")));
  expect_refused(folder, "stage-3 as prod-3");
  restore_all();

  fs::copy(place(in_bundle("runs/stage-3")), place(in_bundle("runs/stage-5")),
           fs::copy_options::recursive);
  expect_refused(twice, "stage-3 as stage-5");
  restore_all();

  const auto receipt = in_bundle("runs/stage-3/receipts/run_receipt.json");
  for (const std::string environment : {"dev", "prod", "Stage", "production"}) {
    auto mutant = Json::parse(originals_.at(receipt));
    mutant["environment"]["name"] = environment;
    try_bytes(renamed, receipt, mutant.dump(2) + "\n", "environment " + environment);
  }
}

// Everything names the other migration, digests and chain are right; only the signatures are not
// made anew.
TEST_F(SignedFiles, ReplayedIntoAnotherMigration) {
  const MutationClass copied{"replay: bundle under another id", {"receipt-duplicate-run-id"}};
  const MutationClass rewritten{"replay: bundle rewritten for another id",
                                {"signature-subject-mismatch"}};
  const std::string other = "PG-MIG-2026-03-01-02";
  fs::copy(place(kSignedBundle), place("migrations/postgis/" + other), fs::copy_options::recursive);
  expect_refused(copied, other);

  auto repository = mig::test::complete_repository();
  repository.id = other;
  auto forged = repository.build();
  for (auto& [path, bytes] : forged) {
    if (!path.ends_with(".dsse.json")) continue;
    auto original = path;
    original.replace(original.find(other), other.size(), mig::test::kSignedId);
    bytes = originals_.at(original);
  }
  fs::remove_all(place("migrations"));
  fs::remove_all(place("store"));
  write_all(forged);
  expect_refused(rewritten, other);
}

TEST_F(SignedFiles, ReplayedIntoAnotherTime) {
  const MutationClass late{"replay: later than max_age_days", {"signature-too-old"}};
  const MutationClass early{"replay: before it ran", {"receipt-future-time"}};
  const MutationClass over{"replay: older receipt over a newer one", {"receipt-duplicate-run-id"}};
  expect_refused(late, "in June", "2026-06-15T00:00:00Z");
  expect_refused(late, "years later", "2036-03-01T00:00:00Z");
  expect_refused(early, "the day before", "2026-03-05T18:00:00Z");

  SignedRepository twice = mig::test::complete_repository();
  auto& production = twice.run("prod", 8);
  production.signers = {"runner", "ec-witness"};
  production.approvals = {"go"};
  production.is_referenced = true;
  production.receipt["runner"] = {{"name", "psql"}, {"version", "15.8"}};
  const auto built = twice.build();
  fs::remove_all(place("migrations"));
  fs::remove_all(place("store"));
  write_all(built);
  ASSERT_EQ(verify_tree(folder_.path()).exit_code, 0)
      << testing::PrintToString(verify_tree(folder_.path()).rules);
  for (const std::string name : {"receipt_ref.json", "run_receipt.dsse.json", "prov.jsonld"}) {
    write_all({{in_bundle("runs/prod-5/receipts/") + name,
                built.at(in_bundle("runs/prod-4/receipts/") + name)}});
  }
  expect_refused(over, "prod-4 in prod-5");
}

}  // namespace
