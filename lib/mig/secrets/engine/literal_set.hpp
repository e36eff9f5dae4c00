#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mig::secrets {

/// Many literals, found whatever their case in one pass over a text.
class LiteralSet {
 public:
  /// Lower case, not empty, each once; the index of a literal is what a hit tells. Throws
  /// std::runtime_error when the library refuses them, which only a fault of the program can cause.
  /// `compiled` is what serialized() gave for the same literals: loading it takes no time,
  /// compiling 12 ms. What belongs to other literals, another library or another processor is not
  /// used.
  explicit LiteralSet(std::vector<std::string_view> literals, std::string_view compiled = {});

  /// The set as bytes that every processor of this architecture can load.
  std::string serialized() const;

  /// Calls `on_hit(literal, end)` for every hit, in the order of the text. False when the pass
  /// could not be finished; then nothing may be concluded from what was found.
  template <class OnHit>
  bool scan(std::string_view text, OnHit on_hit) const {
    const auto visit = [&](unsigned stem, std::uint64_t end) {
      const auto& all = stems_[stem];
      const auto begin = end - all.text.size();
      for (const unsigned literal : all.literals) {
        const auto rest = literals_[literal].substr(all.text.size());
        if (goes_on(text, end, rest)) on_hit(literal, begin + literals_[literal].size());
      }
    };
    return run(
        text,
        [](unsigned stem, std::uint64_t end, const void* context) {
          (*static_cast<const decltype(visit)*>(context))(stem, end);
        },
        &visit);
  }

  std::string_view literal(unsigned index) const { return literals_[index]; }
  unsigned size() const { return static_cast<unsigned>(literals_.size()); }

  ~LiteralSet();
  LiteralSet(const LiteralSet&) = delete;
  LiteralSet& operator=(const LiteralSet&) = delete;

 private:
  /// The first bytes that literals share. The library is given these alone: its time to compile
  /// grows with what lies behind the fifth byte, from 12 ms to 60 for a thousand literals.
  struct Stem {
    std::string text;
    std::vector<unsigned> literals;
  };
  static bool goes_on(std::string_view text, std::uint64_t at, std::string_view rest);

  using Callback = void (*)(unsigned stem, std::uint64_t end, const void* context);
  bool run(std::string_view text, Callback callback, const void* context) const;

  void find_stems();
  /// Tells one list of stems from another.
  std::string stamp() const;

  struct Database;
  std::vector<std::string_view> literals_;
  std::vector<Stem> stems_;
  std::unique_ptr<Database> database_;
};

}  // namespace mig::secrets
