#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

struct pg_result;

namespace mig::postgres {

/// What a query answered. Texts live as long as the rows.
class Rows {
 public:
  explicit Rows(pg_result* result) : result_(result) {}

  std::size_t size() const;
  std::size_t width() const;
  /// Empty for null.
  std::string_view text(std::size_t row, std::size_t column) const;
  bool is_null(std::size_t row, std::size_t column) const;
  /// Of a boolean column: "t".
  bool is_true(std::size_t row, std::size_t column) const { return text(row, column) == "t"; }

 private:
  struct Free {
    void operator()(pg_result* result) const;
  };
  std::unique_ptr<pg_result, Free> result_;
};

}  // namespace mig::postgres
