#include "mig/secrets/engine/literal_set.hpp"

#include <hs/hs.h>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

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

}  // namespace

struct LiteralSet::Database {
  std::unique_ptr<hs_database_t, FreeDatabase> compiled;
  std::unique_ptr<hs_scratch_t, FreeScratch> prototype;
};

LiteralSet::LiteralSet(std::vector<std::string_view> literals)
    : literals_(std::move(literals)), database_(std::make_unique<Database>()) {
  std::map<std::string, unsigned> stem_of;
  for (unsigned literal = 0; literal < literals_.size(); ++literal) {
    const auto stem = literals_[literal].substr(0, kStemBytes);
    const auto [place, is_new] =
        stem_of.emplace(std::string(stem), static_cast<unsigned>(stems_.size()));
    if (is_new) stems_.push_back({stem.size(), {}});
    stems_[place->second].literals.push_back(literal);
  }
  std::vector<const char*> expressions;
  std::vector<std::size_t> lengths;
  std::vector<unsigned> ids;
  for (const auto& [stem, id] : stem_of) {
    ids.push_back(id);
    expressions.push_back(stem.c_str());
    lengths.push_back(stem.size());
  }
  const std::vector<unsigned> flags(ids.size(), HS_FLAG_CASELESS);
  hs_database_t* compiled = nullptr;
  hs_compile_error_t* fault = nullptr;
  const auto status = hs_compile_lit_multi(expressions.data(), flags.data(), ids.data(),
                                           lengths.data(), static_cast<unsigned>(ids.size()),
                                           HS_MODE_BLOCK, nullptr, &compiled, &fault);
  if (status != HS_SUCCESS) {
    const std::string message = fault != nullptr ? fault->message : "unknown fault";
    hs_free_compile_error(fault);
    throw std::runtime_error("the literals of the secret scanner do not compile: " + message);
  }
  database_->compiled.reset(compiled);
  hs_scratch_t* scratch = nullptr;
  if (hs_alloc_scratch(compiled, &scratch) != HS_SUCCESS) {
    throw std::runtime_error("no memory for the secret scanner");
  }
  database_->prototype.reset(scratch);
}

LiteralSet::~LiteralSet() = default;

bool LiteralSet::goes_on(std::string_view text, std::uint64_t at, std::string_view rest) {
  if (rest.size() > text.size() - at) return false;
  return std::equal(rest.begin(), rest.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char want, char have) {
                      return want == (have >= 'A' && have <= 'Z' ? have - 'A' + 'a' : have);
                    });
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
