// Lists of known secrets beneath .mig that know more than they did.
#include <algorithm>

#include "comparison_testing.hpp"

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string kList = ".mig/secret_baseline.json";
const std::string kSalt = "8d1f0a6b9c2e47d3b5a80f6e1c3d2b4a";
const std::string kOtherSalt = "00112233445566778899aabbccddeeff";

std::string value(char digit, int count = 1, const std::string& path = "old.yml") {
  return fmt::format(
      R"({{"rule": "secret-assignment", "path": "{}", "fingerprint": "{}", "count": {}}})", path,
      std::string(32, digit), count);
}

std::string list(const std::vector<std::string>& values, const std::string& salt = kSalt) {
  return fmt::format(
      "{{\"schema_version\": \"secret_baseline.v1\", \"salt\": \"{}\", "
      "\"entries\": [\n{}\n]}}\n",
      salt, fmt::join(values, ",\n"));
}

class KnownValues : public mig::test::ComparisonTest {
 protected:
  void begin(const std::string& text) {
    write_base();
    git.write(kList, text);
    begin_change();
  }

  /// "path: number of values, from line" and what else is known of each that grew.
  std::vector<std::string> grown() {
    std::vector<std::string> lines;
    for (const auto& list : compare().grown_known_values) {
      const auto bytes = list.document.source->bytes().substr(0, list.first.begin);
      lines.push_back(fmt::format("{}: {} from {}{}{}", list.document.source->path(), list.values,
                                  1 + std::count(bytes.begin(), bytes.end(), '\n'),
                                  list.is_new ? " new" : "", list.has_other_salt ? " salt" : ""));
    }
    return lines;
  }
};

TEST_F(KnownValues, WhatIsAddedIsGrowth) {
  begin(list({value('b'), value('c')}));
  git.write(kList, list({value('a'), value('b'), value('d'), value('c')}));
  EXPECT_THAT(grown(), ElementsAre(kList + ": 2 from 2"));
}

TEST_F(KnownValues, AValueIsOfItsFile) {
  begin(list({value('b')}));
  git.write(kList, list({value('b', 1, "new.yml")}));
  EXPECT_THAT(grown(), ElementsAre(kList + ": 1 from 2"));
}

TEST_F(KnownValues, WhatIsThereMoreOftenIsGrowth) {
  begin(list({value('b', 2), value('c', 2)}));
  git.write(kList, list({value('b', 1), value('c', 3)}));
  EXPECT_THAT(grown(), ElementsAre(kList + ": 1 from 3"));
}

TEST_F(KnownValues, EntriesOfOneValueAddUp) {
  begin(list({value('b', 3)}));
  git.write(kList, list({value('b', 1), value('b', 2)}));
  EXPECT_THAT(grown(), IsEmpty());
  git.write(kList, list({value('b', 1), value('b', 3)}));
  EXPECT_THAT(grown(), ElementsAre(kList + ": 2 from 2"));
}

TEST_F(KnownValues, ShrinkingAndOrderAreNoGrowth) {
  begin(list({value('b', 2), value('c'), value('d')}));
  EXPECT_THAT(grown(), IsEmpty()) << "it did not change";
  git.write(kList, list({value('c'), value('b')}));
  EXPECT_THAT(grown(), IsEmpty());
  git.remove(kList);
  EXPECT_THAT(grown(), IsEmpty());
}

TEST_F(KnownValues, UnderAnotherSaltEverythingMayBeNew) {
  begin(list({value('b'), value('c')}));
  git.write(kList, list({value('b')}, kOtherSalt));
  EXPECT_THAT(grown(), ElementsAre(kList + ": 1 from 2 salt"));
}

TEST_F(KnownValues, ANewListIsAllGrowth) {
  write_base();
  begin_change();
  git.write(kList, list({}));
  EXPECT_THAT(grown(), IsEmpty()) << "it hides nothing";
  git.write(kList, list({value('b'), value('c')}));
  EXPECT_THAT(grown(), ElementsAre(kList + ": 2 from 2 new"));
}

TEST_F(KnownValues, AListMayHaveAnyNameBeneathTheFolder) {
  begin(list({value('b')}));
  git.remove(kList);
  git.write(".mig/lists/known", list({value('b')}));
  git.write("lists/secret_baseline.json", list({value('b')}));
  EXPECT_THAT(grown(), ElementsAre(".mig/lists/known: 1 from 2 new"));
}

TEST_F(KnownValues, WhatIsNoListHidesNothing) {
  begin(list({value('b')}));
  git.write(kList, list({value('b'), value('c')}) + "}");
  git.write(".mig/notes.md", "# Known secrets\n");
  EXPECT_THAT(grown(), IsEmpty());
}

TEST_F(KnownValues, OfAListThatCouldNotBeReadNothingWasKnown) {
  begin(list({value('b')}) + "}");
  git.write(kList, list({value('b')}));
  EXPECT_THAT(grown(), ElementsAre(kList + ": 1 from 2 new"));
}

}  // namespace
