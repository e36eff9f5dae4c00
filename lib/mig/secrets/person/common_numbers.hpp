#pragma once

#include <cstddef>
#include <string_view>

namespace mig::secrets {

/// Behind the UUID that a run of letters and digits begins; 0 when it begins none.
std::size_t behind_uuid(std::string_view text, std::size_t begin, std::size_t end);

/// Behind the day, time of day or decimal that a run of digits begins: most digits of logs. 0 when
/// it begins none.
std::size_t behind_common(std::string_view text, std::size_t begin, std::size_t end);

/// Whether any word stands shortly before a place, on its line. Asked from the front to the back of
/// a text, so that every byte is looked at once.
class WordsBefore {
 public:
  explicit WordsBefore(std::string_view text) : text_(text) {}

  bool at(std::size_t place);

 private:
  std::string_view text_;
  std::size_t known_ = 0;
  std::size_t word_ = 0;
};

}  // namespace mig::secrets
