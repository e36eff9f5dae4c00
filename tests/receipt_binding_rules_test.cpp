// What a receipt says of files is held against the files.
#include "receipt_binding_testing.hpp"

namespace {

using mig::Finding;
using mig::bundle::ReceiptFacts;
using mig::io::EntryKind;
using mig::test::BindingWorld;
using mig::test::digest_of;
using mig::test::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

TEST(ReceiptBinding, ACompleteBundleIsSilent) {
  BindingWorld world;
  world.run(world.receipt());
  world.run(world.receipt("runs/prod-2"), "runs/prod-2");
  EXPECT_THAT(world.verdict(), IsEmpty());
}

TEST(ReceiptBinding, NothingIsSaidWithoutReceipts) {
  BindingWorld world;
  EXPECT_THAT(world.verdict(), IsEmpty());
  // A run whose receipt is not there, and one that does not fit its schema: others tell.
  auto& facts = world.run(json::object());
  world.spoil(facts);
  world.run(json::object(), "runs/prod-2").document = nullptr;
  EXPECT_THAT(world.verdict(), IsEmpty());
}

TEST(ReceiptInputMismatch, TellsBothDigestsAndThatACorrectionIsANewMigration) {
  BindingWorld world;
  world.run(world.receipt());
  world.records.receipts[0].inputs[1].binding = mig::bundle::Binding::differs;
  world.records.receipts[0].inputs[1].actual = digest_of("other");
  const auto found = world.findings();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, "receipt-input-mismatch");
  EXPECT_THAT(found[0].message, AllOf(HasSubstr("forward.sql is " + digest_of("other")),
                                      HasSubstr("the receipt names " + digest_of("forward.sql"))));
  EXPECT_THAT(found[0].remedy, AllOf(HasSubstr("at commit c07f317c"), HasSubstr("new migration")));
  ASSERT_EQ(found[0].related.size(), 1U);
  EXPECT_EQ(found[0].related[0].location.path, "m/PG-MIG-2026-03-01-01/migration.yml");
}

TEST(ReceiptInputMismatch, TellsWhyAFileCannotBeUsed) {
  const auto with = [](const std::string& path, auto spoil) {
    BindingWorld world;
    world.put("settings.json", "{}");
    auto receipt = world.receipt();
    receipt["inputs"].push_back(world.file("settings.json"));
    receipt["inputs"].back()["path"] = path;
    spoil(world);
    world.run(receipt);
    return world.verdict();
  };
  const auto nothing = [](BindingWorld&) {};
  EXPECT_THAT(with("settings.json", nothing), IsEmpty());
  EXPECT_THAT(with("settings.json", [](auto& world) { world.remove("settings.json"); }),
              ElementsAre("receipt-input-mismatch: the input settings.json is missing: the receipt "
                          "names " +
                          digest_of("{}")));
  const auto placed = [&](EntryKind kind) {
    return with("settings.json", [kind](auto& world) { world.place("settings.json", kind); });
  };
  EXPECT_THAT(placed(EntryKind::directory), ElementsAre(HasSubstr("is a folder")));
  EXPECT_THAT(placed(EntryKind::symbolic_link), ElementsAre(HasSubstr("is a symbolic link")));
  EXPECT_THAT(placed(EntryKind::other), ElementsAre(HasSubstr("is a FIFO")));
  EXPECT_THAT(with("../settings.json", nothing), ElementsAre(HasSubstr("leaves the bundle")));
  EXPECT_THAT(with("/etc/passwd", nothing), ElementsAre(HasSubstr("leaves the bundle")));
}

TEST(ReceiptInputMismatch, TellsOfALinkOnTheWayAndOfATooLargeFile) {
  BindingWorld world;
  world.place("lib", EntryKind::symbolic_link);
  world.place("large", EntryKind::regular);
  auto receipt = world.receipt();
  receipt["inputs"].push_back({{"path", "lib/a.sql"}, {"digest", digest_of("a")}});
  receipt["inputs"].push_back({{"path", "large"}, {"digest", digest_of("b")}});
  auto& facts = world.run(receipt);
  facts.inputs[3].binding = mig::bundle::Binding::unusable;
  EXPECT_THAT(world.verdict(),
              ElementsAre(HasSubstr("lib on its way is a link"),
                          HasSubstr("large is larger than the policy lets a document")));
}

TEST(ReceiptOutputMismatch, TellsWhatChangedAndWhatIsMissing) {
  BindingWorld world;
  const auto receipt = world.receipt();
  world.put("baselines/post.json", "made up");
  world.remove("diffs/summary.json");
  auto& facts = world.run(receipt);
  EXPECT_THAT(world.verdict(),
              ElementsAre("receipt-output-mismatch: the output baselines/post.json is " +
                              digest_of("made up") + ", but the receipt names " +
                              digest_of("baselines/post.json"),
                          HasSubstr("diffs/summary.json is missing")));
  EXPECT_THAT(world.findings()[1].remedy, HasSubstr("formatter"));
  facts.is_stored = true;
  EXPECT_THAT(world.findings()[0].remedy, HasSubstr("formatter"));
  EXPECT_THAT(world.findings()[1].remedy, HasSubstr("into the store"));
}

TEST(ReceiptOutputMismatch, TellsOfTheStoreAndOfDocumentsThatCannotBeRead) {
  BindingWorld world;
  auto& facts = world.run(world.receipt());
  facts.outputs[0].binding = mig::bundle::Binding::differs;
  facts.outputs[0].actual = "sha256:";
  facts.outputs[1].binding = mig::bundle::Binding::differs;
  facts.outputs[1].in_store = true;
  facts.outputs[2].binding = mig::bundle::Binding::unusable;
  facts.outputs[2].in_store = true;
  EXPECT_THAT(world.verdict(),
              ElementsAre(HasSubstr("pre.json is no readable document, but"),
                          HasSubstr(" in the store, but the receipt names"),
                          HasSubstr("its blob in the store is a link or no file")));
}

TEST(ReceiptUncoveredInput, DeclarationAndEveryScriptAreOwed) {
  BindingWorld world;
  auto receipt = world.receipt();
  receipt["inputs"] = {world.file("forward.sql")};
  world.run(receipt);
  EXPECT_THAT(world.verdict(),
              ElementsAre("receipt-uncovered-input: inputs do not name migration.yml",
                          "receipt-uncovered-input: inputs do not name rollback.sql"));
  const auto found = world.findings();
  EXPECT_THAT(found[0].related, IsEmpty());
  EXPECT_EQ(found[1].related.size(), 1U);
}

TEST(ReceiptUncoveredInput, AnotherSpellingIsToldOnce) {
  BindingWorld world;
  auto receipt = world.receipt();
  receipt["inputs"][2]["path"] = "./rollback.sql";
  receipt["outputs"][0]["path"] = "./baselines/pre.json";
  world.run(receipt);
  EXPECT_THAT(world.verdict(), ElementsAre(StartsWith("receipt-input-mismatch: "),
                                           StartsWith("receipt-output-mismatch: ")));
}

TEST(ReceiptUncoveredOutput, BaselinesAndDiffsOfTheRunItselfAreOwed) {
  BindingWorld world;
  auto receipt = world.receipt();
  receipt["outputs"].erase(3);
  receipt["outputs"].erase(1);
  world.run(receipt);
  auto second = world.receipt("runs/prod-2");
  second["outputs"][0] = world.file("baselines/pre.json");
  world.run(second, "runs/prod-2");
  world.remove("diffs/touched.csv");
  // What receipts owe is not told once more as a file that nobody names.
  world.records.unlisted = {"baselines/post.json", "runs/prod-2/baselines/pre.json"};
  EXPECT_THAT(
      world.verdict(),
      ElementsAre("receipt-uncovered-output: outputs do not name baselines/post.json",
                  "receipt-uncovered-output: outputs do not name diffs/touched.csv, which is not "
                  "in the bundle either",
                  "receipt-uncovered-output: outputs do not name runs/prod-2/baselines/pre.json"));
}

TEST(ReceiptUncoveredOutput, AFailedRunOwesWhatItLeft) {
  BindingWorld world;
  auto receipt = world.receipt();
  receipt["validation"]["status"] = "fail";
  receipt["outputs"] = {world.file("baselines/pre.json")};
  for (const auto* path : {"baselines/post.json", "diffs/summary.json", "diffs/touched.csv"})
    world.remove(path);
  world.run(receipt);
  EXPECT_THAT(world.verdict(), IsEmpty());
  world.put("baselines/post.json", "half");
  EXPECT_THAT(world.verdict(), ElementsAre(HasSubstr("do not name baselines/post.json")));
}

TEST(ReceiptUncoveredOutput, AFailedRunOwesItsPreBaseline) {
  BindingWorld world;
  auto receipt = world.receipt();
  receipt["validation"]["status"] = "fail";
  receipt["outputs"].erase(0);
  world.remove("baselines/pre.json");
  world.run(receipt);
  EXPECT_THAT(world.verdict(), ElementsAre(HasSubstr("do not name baselines/pre.json")));
}

TEST(ReceiptUncoveredOutput, ARollbackListsNoRows) {
  BindingWorld world;
  auto receipt = world.receipt("runs/prod-2");
  receipt["operation"] = "rollback";
  receipt["outputs"].erase(3);
  world.run(receipt, "runs/prod-2");
  EXPECT_THAT(world.verdict(), ElementsAre(HasSubstr("runs/prod-2/diffs/touched.csv")));
  world.remove("runs/prod-2/diffs/touched.csv");
  EXPECT_THAT(world.verdict(), IsEmpty());
}

TEST(ReceiptRepeatedPath, NamedTwice) {
  BindingWorld world;
  auto receipt = world.receipt();
  receipt["inputs"].push_back(world.file("forward.sql"));
  receipt["outputs"].push_back(world.file("baselines/pre.json"));
  world.run(receipt);
  EXPECT_THAT(world.verdict(),
              ElementsAre("receipt-repeated-path: inputs name forward.sql more than once",
                          "receipt-repeated-path: outputs name baselines/pre.json more than once"));
  EXPECT_EQ(world.findings()[0].related.size(), 1U);
}

TEST(ReceiptRepeatedPath, NamedTwiceWithTwoDigests) {
  BindingWorld world;
  auto receipt = world.receipt();
  receipt["outputs"].push_back({{"path", "baselines/pre.json"}, {"digest", digest_of("another")}});
  // Told as that alone, although an input has the first of them.
  receipt["inputs"].push_back(world.file("baselines/pre.json"));
  world.run(receipt);
  EXPECT_THAT(world.verdict(), ElementsAre(HasSubstr("with " + digest_of("baselines/pre.json") +
                                                     " and with " + digest_of("another"))));
}

TEST(ReceiptRepeatedPath, InBothListsOnlyWithOneDigest) {
  BindingWorld world;
  auto receipt = world.receipt();
  receipt["inputs"].push_back(world.file("baselines/pre.json"));
  world.run(receipt);
  EXPECT_THAT(world.verdict(), IsEmpty());
  receipt["inputs"].back()["digest"] = digest_of("before");
  BindingWorld other;
  other.run(receipt);
  EXPECT_THAT(other.verdict(),
              ElementsAre(StartsWith("receipt-input-mismatch"), HasSubstr("is an output with")));
}

TEST(ReceiptRepeatedPath, WhatIsMadeFromTheReceiptIsNotInIt) {
  for (const auto* name :
       {"run_receipt.json", "run_receipt.dsse.json", "receipt_ref.json", "prov.jsonld"}) {
    for (const auto* list : {"inputs", "outputs"}) {
      BindingWorld world;
      const std::string path = std::string("runs/prod-2/receipts/") + name;
      world.put(path, name);
      auto receipt = world.receipt("runs/prod-2");
      receipt[list].push_back(world.file(path));
      world.run(receipt, "runs/prod-2");
      EXPECT_THAT(world.verdict(), ElementsAre(HasSubstr("which is made from the receipt")));
    }
  }
}

TEST(ReceiptRepeatedPath, ControlFilesAreNoOutputs) {
  const auto as = [](const char* list, const char* path) {
    BindingWorld world;
    world.put(path, path);
    auto receipt = world.receipt();
    receipt[list].push_back(world.file(path));
    world.run(receipt);
    return world.verdict();
  };
  EXPECT_THAT(as("outputs", "approvals/a.yml"), ElementsAre(HasSubstr("no run of a migration")));
  EXPECT_THAT(as("outputs", "notes.md"), ElementsAre(HasSubstr("no run of a migration")));
  EXPECT_THAT(as("inputs", "notes.md"), IsEmpty());
  EXPECT_THAT(as("outputs", "receipts/backup.json"), IsEmpty());
  EXPECT_THAT(as("outputs", "logs/run.txt"), IsEmpty());
}

}  // namespace
