// A part that is taken is written again as it was; the same for any content under a digest that
// belongs to it, which no fuzzer would find.
#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "contract_invariants.hpp"
#include "mig/digest/sha256.hpp"
#include "mig/report/shard_file.hpp"
#include "mig/report/shard_text.hpp"

namespace {

using mig::contract::expect;

void check_part(const std::string& bytes) {
  const auto shard = mig::report::read_shard(bytes, "part.json");
  if (!shard) {
    expect(!shard.error().message.empty() && !shard.error().remedy.empty());
    return;
  }
  const auto written = mig::report::shard_json(*shard);
  expect(written.has_value());
  const auto again = mig::report::read_shard(*written, "part.json");
  expect(again.has_value());
  const auto rewritten = mig::report::shard_json(*again);
  expect(rewritten.has_value() && *rewritten == *written);
  expect(mig::report::differing_members(shard->ground, again->ground).empty());
  expect(mig::report::differing_members(shard->options, again->options).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  expect(mig::report::bytes_of_shard_text(mig::report::shard_text(bytes)) == bytes);
  check_part(bytes);
  const auto digest = mig::digest::sha256_digest(bytes);
  expect(digest.has_value());
  check_part(
      fmt::format("{{\"schema_version\": \"shard.v1\",\n\"digest\": \"{}\",\n\"content\": {}}}",
                  *digest, bytes));
  return 0;
}
