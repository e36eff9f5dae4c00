#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace mig::secrets {

/// Many literals, found whatever their case in one pass over a text.
class LiteralSet {
 public:
  /// Lower case, not empty, each once; the index of a literal is what a hit tells. Throws
  /// std::runtime_error when the library refuses them, which only a fault of the program can cause.
  explicit LiteralSet(std::vector<std::string_view> literals);

  /// Calls `on_hit(literal, end)` for every hit, by end offset. False when the pass could not be
  /// finished; then nothing may be concluded from what was found.
  template <class OnHit>
  bool scan(std::string_view text, OnHit on_hit) const {
    return run(
        text,
        [](unsigned literal, std::uint64_t end, void* context) {
          (*static_cast<OnHit*>(context))(literal, end);
        },
        &on_hit);
  }

  std::string_view literal(unsigned index) const { return literals_[index]; }
  unsigned size() const { return static_cast<unsigned>(literals_.size()); }

  ~LiteralSet();
  LiteralSet(const LiteralSet&) = delete;
  LiteralSet& operator=(const LiteralSet&) = delete;

 private:
  using Callback = void (*)(unsigned literal, std::uint64_t end, void* context);
  bool run(std::string_view text, Callback callback, void* context) const;

  struct Database;
  std::vector<std::string_view> literals_;
  std::unique_ptr<Database> database_;
};

}  // namespace mig::secrets
