#include "mig/secrets/engine/literal_set.hpp"

#include <hs/hs.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

#include "mig/secrets/character.hpp"

namespace mig::secrets {
namespace {

struct FreeDatabase {
  void operator()(hs_database_t* database) const { hs_free_database(database); }
};
struct FreeScratch {
  void operator()(hs_scratch_t* scratch) const { hs_free_scratch(scratch); }
};

constexpr std::size_t kStemBytes = 5;

// One call takes lengths of 32 bits.
constexpr std::size_t kMaxBytes = 0xFFFFFFF0U;

struct Visit {
  void (*callback)(unsigned, std::uint64_t, const void*);
  const void* context;
};

int on_match(unsigned literal, unsigned long long, unsigned long long end, unsigned,
             void* context) {
  const auto* visit = static_cast<const Visit*>(context);
  visit->callback(literal, end, visit->context);
  return 0;
}

/// Of the library's database for the least processor: it runs on every one, and as fast.
template <class Stems>
hs_database_t* compile(const Stems& stems) {
  std::vector<const char*> expressions;
  std::vector<std::size_t> lengths;
  std::vector<unsigned> ids;
  for (const auto& stem : stems) {
    ids.push_back(static_cast<unsigned>(ids.size()));
    expressions.push_back(stem.text.c_str());
    lengths.push_back(stem.text.size());
  }
  const std::vector<unsigned> flags(ids.size(), HS_FLAG_CASELESS);
  hs_platform_info_t platform{};
  platform.tune = HS_TUNE_FAMILY_GENERIC;
  hs_database_t* compiled = nullptr;
  hs_compile_error_t* fault = nullptr;
  const auto status = hs_compile_lit_multi(expressions.data(), flags.data(), ids.data(),
                                           lengths.data(), static_cast<unsigned>(ids.size()),
                                           HS_MODE_BLOCK, &platform, &compiled, &fault);
  if (status == HS_SUCCESS) return compiled;
  const std::string message = fault != nullptr ? fault->message : "unknown fault";
  hs_free_compile_error(fault);
  throw std::runtime_error("the literals of the secret scanner do not compile: " + message);
}

}  // namespace

struct LiteralSet::Database {
  std::unique_ptr<hs_database_t, FreeDatabase> compiled;
  std::unique_ptr<hs_scratch_t, FreeScratch> prototype;
};

LiteralSet::LiteralSet(std::vector<std::string_view> literals, std::string_view compiled)
    : literals_(std::move(literals)), database_(std::make_unique<Database>()) {
  find_stems();
  const auto stamp = this->stamp();
  hs_database_t* loaded = nullptr;
  if (compiled.starts_with(stamp)) {
    const auto bytes = compiled.substr(stamp.size());
    if (hs_deserialize_database(bytes.data(), bytes.size(), &loaded) != HS_SUCCESS)
      loaded = nullptr;
  }
  database_->compiled.reset(loaded != nullptr ? loaded : compile(stems_));
  hs_scratch_t* scratch = nullptr;
  if (hs_alloc_scratch(database_->compiled.get(), &scratch) != HS_SUCCESS) {
    throw std::runtime_error("no memory for the secret scanner");
  }
  database_->prototype.reset(scratch);
}

void LiteralSet::find_stems() {
  std::map<std::string_view, std::size_t> stem_of;
  for (unsigned literal = 0; literal < literals_.size(); ++literal) {
    const auto stem = literals_[literal].substr(0, kStemBytes);
    const auto [place, is_new] = stem_of.emplace(stem, stems_.size());
    if (is_new) stems_.push_back({std::string(stem), {}});
    stems_[place->second].literals.push_back(literal);
  }
}

std::string LiteralSet::stamp() const {
  std::string text = std::string(hs_version()) + '\n';
  for (const auto& stem : stems_) text += stem.text + '\n';
  // FNV-1a: it only has to tell an older list from this one.
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char byte : text) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
  }
  std::string out;
  for (int i = 0; i < 8; ++i) out += static_cast<char>((hash >> (8 * i)) & 0xFFU);
  return out;
}

std::string LiteralSet::serialized() const {
  char* bytes = nullptr;
  std::size_t size = 0;
  if (hs_serialize_database(database_->compiled.get(), &bytes, &size) != HS_SUCCESS) return {};
  std::string out = stamp() + std::string(bytes, size);
  std::free(bytes);
  return out;
}

LiteralSet::~LiteralSet() = default;

bool LiteralSet::goes_on(std::string_view text, std::uint64_t at, std::string_view rest) {
  if (rest.size() > text.size() - at) return false;
  return std::equal(rest.begin(), rest.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char want, char have) { return want == folded(have); });
}

bool LiteralSet::run(std::string_view text, Callback callback, const void* context) const {
  if (text.empty()) return true;
  if (text.size() > kMaxBytes) return false;
  // A scratch serves one scan at a time, and a visitor may search a layer in between.
  using Scratch = std::unique_ptr<hs_scratch_t, FreeScratch>;
  thread_local std::vector<std::pair<const Database*, Scratch>> idle;
  Scratch scratch;
  while (!idle.empty() && !scratch) {
    if (idle.back().first == database_.get()) scratch = std::move(idle.back().second);
    idle.pop_back();
  }
  if (!scratch) {
    hs_scratch_t* copy = nullptr;
    if (hs_clone_scratch(database_->prototype.get(), &copy) != HS_SUCCESS) return false;
    scratch.reset(copy);
  }
  Visit visit{callback, context};
  const auto status =
      hs_scan(database_->compiled.get(), text.data(), static_cast<unsigned>(text.size()), 0,
              scratch.get(), &on_match, &visit);
  idle.emplace_back(database_.get(), std::move(scratch));
  return status == HS_SUCCESS;
}

}  // namespace mig::secrets
