#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <string>
#include <thread>
#include <vector>

#include "mig/digest/evp.hpp"
#include "mig/digest/sha256.hpp"

// Every expected digest was computed with coreutils' sha256sum.
namespace mig::digest {
namespace {

using namespace std::string_view_literals;

constexpr auto kEmpty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr auto kAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

TEST(Sha256, MatchesCoreutils) {
  EXPECT_EQ(sha256_hex("").value(), kEmpty);
  EXPECT_EQ(sha256_hex("abc").value(), kAbc);
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')).value(),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  EXPECT_EQ(sha256_hex("a\0b\377"sv).value(),
            "a37cc3026aae4d519e0b19c298fa913b4dccfdf0658cbccbb7deaa0226d5acdb");
}

TEST(Sha256, PrefixesTheDigestOfDocuments) {
  EXPECT_EQ(sha256_digest("abc").value(), std::string("sha256:") + kAbc);
}

TEST(Sha256, GivesEveryThreadTheSameAnswer) {
  std::vector<std::string> answers(4);
  std::vector<std::thread> threads;
  for (std::string& answer : answers) {
    threads.emplace_back([&answer] {
      for (int round = 0; round < 1'000; ++round) answer = sha256_hex("abc").value_or("failed");
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& answer : answers) EXPECT_EQ(answer, kAbc);
}

TEST(Sha256, FailsWithoutAnAlgorithm) {
  const auto result = hex_with(nullptr, "abc");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::no_verdict);
  EXPECT_EQ(result.error().message, "the cryptographic library offers no SHA-256");
}

TEST(Sha256, FailsOnADigestOfAnotherSizeAndRecovers) {
  for (const EVP_MD* algorithm : {EVP_md_null(), EVP_sha512()}) {
    const auto result = hex_with(algorithm, "abc");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::no_verdict);
  }
  EXPECT_EQ(sha256_hex("abc").value(), kAbc);
}

TEST(BundleDigest, MatchesTheDocumentedShellLine) {
  const std::vector<DigestedFile> files{
      {"notes.md", sha256_hex("").value()},
      {"migration.yml", sha256_hex("name: a\n").value()},
      {"forward/01 x.sql", sha256_hex("SELECT 1;\n").value()},
  };
  EXPECT_EQ(bundle_digest(files).value(),
            "sha256:ebe5636f89fb5696335df4ffee26dc29ce117263adbd64d1a17aea7c4b8627f2");
}

TEST(BundleDigest, SortsPathsAsBytes) {
  const std::vector<DigestedFile> files{{"a/x", kEmpty}, {"a.b", kEmpty}, {"Z", kEmpty}};
  EXPECT_EQ(bundle_digest(files).value(),
            "sha256:8836b9abbd21fb31319d67bf2642d76109d5b22b31ab4862913b68b43da3febc");
}

TEST(BundleDigest, OfNothingIsTheDigestOfNothing) {
  EXPECT_EQ(bundle_digest({}).value(), std::string("sha256:") + kEmpty);
}

TEST(BundleDigest, RefusesPathsThatCouldForgeALine) {
  const std::string forged = std::string("a\n") + kAbc + "  b";
  for (const std::string& path :
       {forged, std::string("a\rb"), std::string("a\\b"), std::string("a\0b", 3), std::string()}) {
    const auto result = bundle_digest({{path, kEmpty}});
    ASSERT_FALSE(result) << path;
    EXPECT_EQ(result.error().kind, ErrorKind::no_verdict);
  }
}

TEST(BundleDigest, RefusesAPathGivenTwice) {
  EXPECT_FALSE(bundle_digest({{"a", kEmpty}, {"b", kEmpty}, {"a", kAbc}}));
}

TEST(BundleDigest, RefusesAMalformedDigest) {
  std::string upper(kAbc);
  upper[0] = 'B';
  for (const std::string& hex : {std::string(), std::string("abc"), upper, kAbc + std::string("0"),
                                 std::string("sha256:") + kAbc}) {
    EXPECT_FALSE(bundle_digest({{"a", hex}})) << hex;
  }
}

}  // namespace
}  // namespace mig::digest
