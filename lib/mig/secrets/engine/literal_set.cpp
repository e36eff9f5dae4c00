#include "mig/secrets/engine/literal_set.hpp"

#include <hs/hs.h>

#include <algorithm>
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

// One call takes lengths of 32 bits.
constexpr std::size_t kMaxBytes = 0xFFFFFFF0U;

struct Visit {
  void (*callback)(unsigned, std::uint64_t, void*);
  void* context;
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
  std::vector<std::string> copies(literals_.begin(), literals_.end());
  std::vector<const char*> expressions;
  std::vector<std::size_t> lengths;
  std::vector<unsigned> ids;
  for (const auto& text : copies) {
    ids.push_back(static_cast<unsigned>(ids.size()));
    expressions.push_back(text.c_str());
    lengths.push_back(text.size());
  }
  const std::vector<unsigned> flags(copies.size(), HS_FLAG_CASELESS);
  hs_database_t* compiled = nullptr;
  hs_compile_error_t* fault = nullptr;
  const auto status = hs_compile_lit_multi(expressions.data(), flags.data(), ids.data(),
                                           lengths.data(), static_cast<unsigned>(copies.size()),
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

bool LiteralSet::run(std::string_view text, Callback callback, void* context) const {
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
