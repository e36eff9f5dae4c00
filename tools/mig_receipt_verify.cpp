#include "mig/app/evidence/run_evidence.hpp"
#include "mig/app/run.hpp"

int main(int argc, char** argv) {
  if (argc > 1 && mig::app::is_evidence_command(argv[1])) return mig::app::run_evidence(argc, argv);
  return mig::app::run_tool("mig-receipt-verify", argc, argv);
}
