#include "mig/history/similarity.hpp"

#include <algorithm>

#include "mig/history/git_failure.hpp"

namespace mig::history {
namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{256} * 1024 * 1024;
constexpr std::size_t kMostComparedBytes = std::size_t{16} * 1024 * 1024;
/// Files whose sizes differ more share less than half of their bytes.
constexpr std::size_t kMostGrowth = 3;

}  // namespace

Result<const Similarity::Known*> Similarity::look_up(const git_oid& id) {
  const auto [place, is_new] = known_.try_emplace(id);
  Known& known = place->second;
  if (!is_new) return &known;
  const auto bytes = objects_.blob(id, kMostBytes);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  known.size = bytes->size();
  if (bytes->empty() || bytes->size() > kMostComparedBytes) return &known;
  constexpr auto kOptions =
      static_cast<git_hashsig_option_t>(static_cast<int>(GIT_HASHSIG_SMART_WHITESPACE) |
                                        static_cast<int>(GIT_HASHSIG_ALLOW_SMALL_FILES));
  const int code =
      git().git_hashsig_create(Out(known.signature), bytes->data(), bytes->size(), kOptions);
  if (code == GIT_EBUFS) return &known;
  if (code != 0) return git_failure(code, "cannot compare the blob " + to_hex(id));
  return &known;
}

Result<int> Similarity::of(const git_oid& left, const git_oid& right) {
  if (same_id(left, right)) return 100;
  const auto before = look_up(left);
  if (!before) return tl::unexpected<Error>(before.error());
  const auto after = look_up(right);
  if (!after) return tl::unexpected<Error>(after.error());
  const auto [least, most] = std::minmax((*before)->size, (*after)->size);
  const bool is_comparable = (*before)->signature != nullptr && (*after)->signature != nullptr;
  if (!is_comparable || least * kMostGrowth < most) return 0;
  const int score =
      git().git_hashsig_compare((*before)->signature.get(), (*after)->signature.get());
  if (score < 0) return git_failure(score, "cannot compare the blob " + to_hex(left));
  return score;
}

}  // namespace mig::history
