#include "mig/report/wording.hpp"

namespace mig::report {

std::string_view name_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
      return "usage";
    case ErrorKind::configuration:
      return "configuration";
    case ErrorKind::no_verdict:
      return "no_verdict";
  }
  return "no_verdict";
}

}  // namespace mig::report
